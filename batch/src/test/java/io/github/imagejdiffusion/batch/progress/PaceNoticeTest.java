package io.github.imagejdiffusion.batch.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceNoticeTest {

    /** The first call takes 9 s, which does not count. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "360, 2, '360 network calls, about 12 min at the pace of the first'",
                "30, 2, '30 network calls, about 1 min at the pace of the first'",
                "29, 2, -",
                "1, 100, -"
            })
    void longWorkIsToldOf(int calls, int secondsOfACall, String expected) {
        List<String> said = new ArrayList<>();
        List<Long> passedOn = new ArrayList<>();
        long[] clock = {0};
        PaceNotice notice = new PaceNotice((done, total) -> passedOn.add(done), calls, said::add, () -> clock[0]);
        for (int call = 0; call <= calls; call++) {
            notice.progressed(call, calls);
            clock[0] += (call == 0 ? 9 : secondsOfACall) * 1_000_000_000L;
        }
        assertEquals(expected == null ? List.of() : List.of(expected), said);
        assertEquals(calls + 1, passedOn.size());
    }
}
