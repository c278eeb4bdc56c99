package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.protocol.JournalLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TermSearchTest {
    private static final long TERM = JournalLayout.TERM_LENGTH;

    @Property(tries = 2_000)
    void shouldFindTheLastPlaceThatIsNotBehindTheSequence(
            @ForAll @LongRange(min = 0, max = 50) final long firstTerm,
            @ForAll @IntRange(min = 0, max = 3) final int startInTerm,
            @ForAll @IntRange(min = 0, max = 70) final int terms,
            @ForAll @LongRange(min = 1, max = 8_000) final long wanted) {
        // One event every 32nd of a term: what stands at a position follows from it.
        final long start = firstTerm * TERM + startInTerm * TERM / 4;
        final long recorded = start + terms * TERM / 2 + 32;
        final TermSearch search = new TermSearch(start, recorded, wanted);
        int probes = 0;
        while (!search.isDone() && !search.isTooLate()) {
            final long probe = search.probePosition();
            assertThat(probe).isBetween(start, recorded - 1);
            search.onFirstSequence(sequenceAt(probe));
            probes++;
        }

        assertThat(probes).isLessThanOrEqualTo(8);
        assertThat(search.isTooLate()).isEqualTo(sequenceAt(start) > wanted);
        if (!search.isTooLate()) {
            final long found = search.probePosition();
            final long nextPlace = (found / TERM + 1) * TERM;
            assertThat(sequenceAt(found)).isLessThanOrEqualTo(wanted);
            assertThat(nextPlace >= recorded || sequenceAt(nextPlace) > wanted).isTrue();
        }
    }

    private static long sequenceAt(final long position) {
        return position / (TERM / 32) + 1;
    }
}
