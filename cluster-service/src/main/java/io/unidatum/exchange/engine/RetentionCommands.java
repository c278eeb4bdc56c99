package io.unidatum.exchange.engine;

/** Carries out what concerns the journal's consumers, its retention and the room for it. */
final class RetentionCommands {
    private final SetConsumerHandler setConsumer;
    private final AcknowledgeJournalHandler acknowledgeJournal;
    private final SetRetentionHandler setRetention;
    private final ReportJournalSpaceHandler reportJournalSpace;

    RetentionCommands(final ExchangeState state, final JournalFramer framer, final OriginWriter origin) {
        final RetentionEvents events = new RetentionEvents(framer, origin);
        setConsumer = new SetConsumerHandler(state, events);
        acknowledgeJournal = new AcknowledgeJournalHandler(state, framer, events);
        setRetention = new SetRetentionHandler(state, events);
        reportJournalSpace = new ReportJournalSpaceHandler(state, events);
    }

    CommandHandler setConsumer() {
        return setConsumer;
    }

    CommandHandler acknowledgeJournal() {
        return acknowledgeJournal;
    }

    CommandHandler setRetention() {
        return setRetention;
    }

    CommandHandler reportJournalSpace() {
        return reportJournalSpace;
    }
}
