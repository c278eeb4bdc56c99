package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalDecoder;
import io.unidatum.exchange.sbe.order.AdjustBalanceDecoder;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.BalancesDecoder;
import io.unidatum.exchange.sbe.order.BalancesQueryDecoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.DepositDecoder;
import io.unidatum.exchange.sbe.order.EndWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.KillSwitchDecoder;
import io.unidatum.exchange.sbe.order.MassCancelDecoder;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceDecoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.SetAccountDecoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsDecoder;
import io.unidatum.exchange.sbe.order.SetConnectionDecoder;
import io.unidatum.exchange.sbe.order.SetConsumerDecoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerDecoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionDecoder;
import io.unidatum.exchange.sbe.order.SetFeeTierDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusDecoder;
import io.unidatum.exchange.sbe.order.SetRetentionDecoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Shows commands and answers as people read them: what is 0 or not given is left out. */
final class CommandText {
    private static final Map<Integer, Supplier<MessageDecoderFlyweight>> DECODERS = new HashMap<>();

    static {
        final List<Supplier<MessageDecoderFlyweight>> all = List.of(
                NewOrderDecoder::new,
                CancelOrderDecoder::new,
                AmendOrderDecoder::new,
                NewOcoDecoder::new,
                MassCancelDecoder::new,
                KillSwitchDecoder::new,
                MassQuoteDecoder::new,
                BatchDecoder::new,
                SetConnectionDecoder::new,
                SetDeadManTimerDecoder::new,
                SetInstrumentStatusDecoder::new,
                SetAccountDecoder::new,
                SetFeeTierDecoder::new,
                DepositDecoder::new,
                AdjustBalanceDecoder::new,
                SetEncodingVersionDecoder::new,
                SetAccountLimitsDecoder::new,
                SetInstrumentRulesDecoder::new,
                RequestWithdrawalDecoder::new,
                SetWithdrawalRulesDecoder::new,
                EndWithdrawalDecoder::new,
                SetConsumerDecoder::new,
                AcknowledgeJournalDecoder::new,
                SetRetentionDecoder::new,
                ReportJournalSpaceDecoder::new,
                BalancesQueryDecoder::new,
                BalancesDecoder::new,
                CommandOutcomeDecoder::new);
        all.forEach(decoder -> DECODERS.put(decoder.get().sbeTemplateId(), decoder));
    }

    private CommandText() {}

    /** All messages that stand one behind the other. */
    static String of(final byte[] bytes) {
        final List<String> texts = new ArrayList<>();
        int at = 0;
        while (at + MessageHeaderDecoder.ENCODED_LENGTH <= bytes.length) {
            final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), at);
            texts.add(message(bytes, at));
            final boolean hasGroup = header.templateId() == MassQuoteDecoder.TEMPLATE_ID
                    || header.templateId() == BalancesDecoder.TEMPLATE_ID;
            at = hasGroup ? bytes.length : at + MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        }
        return String.join(" + ", texts);
    }

    /** A fresh decoder of a command. */
    static MessageDecoderFlyweight decoder(final int templateId) {
        return DECODERS.get(templateId).get();
    }

    /** Of answers: each command's template and reject reason. */
    static List<String> outcomes(final byte[] answers) {
        final List<String> outcomes = new ArrayList<>();
        if (isBalances(answers)) {
            return List.of("balances");
        }
        final CommandOutcomeDecoder decoder = new CommandOutcomeDecoder();
        for (int at = 0; at < answers.length; at += decoder.encodedLength() + MessageHeaderDecoder.ENCODED_LENGTH) {
            decoder.wrapAndApplyHeader(new UnsafeBuffer(answers), at, new MessageHeaderDecoder());
            outcomes.add("answer " + decoder.rejectReason());
        }
        return outcomes;
    }

    private static boolean isBalances(final byte[] answers) {
        return answers.length > 0
                && new MessageHeaderDecoder().wrap(new UnsafeBuffer(answers), 0).templateId()
                        == BalancesDecoder.TEMPLATE_ID;
    }

    private static String message(final byte[] bytes, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(bytes), offset);
        final Supplier<MessageDecoderFlyweight> decoder = DECODERS.get(header.templateId());
        if (decoder == null) {
            return "template " + header.templateId() + ", " + bytes.length + " bytes";
        }
        final int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        return decoder.get()
                .wrap(new UnsafeBuffer(bytes), block, header.blockLength(), header.version())
                .toString()
                .replaceAll("\\(sbeTemplateId=[^)]*\\)+:", " ")
                .replaceAll("requestIdHigh=[^|]*\\|requestIdLow=([^|]*)\\|", "request $1 ")
                .replaceAll("\\|validUntil=[^|)]*", "")
                .replaceAll("\\b\\w+=(0|-9223372036854775808|-2147483648|NULL_VAL|\\{}|)(?=[|)]|$)", "")
                .replaceAll("\\|+", " ")
                .replaceAll(" +", " ")
                .replaceAll("header=\\((.*?) ?\\)", "$1");
    }
}
