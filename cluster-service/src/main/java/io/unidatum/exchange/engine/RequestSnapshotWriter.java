package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.snapshot.RequestStateEncoder;

/** Writes the remembered requests. */
final class RequestSnapshotWriter {
    private final RequestStateEncoder encoder = new RequestStateEncoder();
    private final SnapshotOutput output;

    RequestSnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    void requests(final RequestStore store) {
        final RequestTable table = store.table();
        for (final int record : store.inOrder()) {
            final long codes = table.get(record, RequestTable.CODES);
            encoder.wrapAndApplyHeader(output.buffer(), 0, output.header())
                    .requestIdHigh(table.get(record, RequestTable.REQUEST_ID_HIGH))
                    .requestIdLow(table.get(record, RequestTable.REQUEST_ID_LOW))
                    .contentHash(table.get(record, RequestTable.CONTENT_HASH))
                    .validUntil(table.get(record, RequestTable.VALID_UNTIL))
                    .account(table.get(record, RequestTable.ACCOUNT))
                    .commandTemplateId(RequestCodes.templateId(codes))
                    .rejectReason(RequestCodes.rejectReason(codes))
                    .orderStatus(RequestCodes.orderStatus(codes))
                    .cancelReason(RequestCodes.cancelReason(codes))
                    .orderId(table.get(record, RequestTable.ORDER_ID))
                    .filledQuantity(table.get(record, RequestTable.FILLED_QUANTITY))
                    .leavesQuantity(table.get(record, RequestTable.LEAVES_QUANTITY))
                    .filledNotional(table.get(record, RequestTable.FILLED_NOTIONAL))
                    .fee(table.get(record, RequestTable.FEE))
                    .firstSequence(table.get(record, RequestTable.FIRST_SEQUENCE))
                    .lastSequence(table.get(record, RequestTable.LAST_SEQUENCE))
                    .time(table.get(record, RequestTable.TIME));
            output.emit(RequestStateEncoder.BLOCK_LENGTH);
        }
    }
}
