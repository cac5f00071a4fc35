package io.github.imagejdiffusion.batch.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

    private final StringWriter written = new StringWriter();

    private void twoItems(boolean terminal, boolean quiet) {
        ProgressBar bar = new ProgressBar(new PrintWriter(written), 2, terminal, quiet);
        bar.start("first-" + "x".repeat(80));
        bar.update(0.5);
        bar.finish("first: 3 objects", true);
        bar.start("second");
        bar.clear();
        bar.finishSilently();
    }

    @Test
    void oneLinePerItemWhereNothingCanBeOverwritten() {
        twoItems(false, false);
        assertEquals("[1/2] first: 3 objects", written.toString().strip());
    }

    @Test
    void barOnATerminal() {
        twoItems(true, false);
        String[] drawings = written.toString().split("\r\u001b\\[K");
        assertTrue(drawings[1].startsWith("-".repeat(24) + " 0/2  ..."), written.toString());
        assertTrue(Arrays.stream(drawings).allMatch(d -> d.strip().length() < 80), written.toString());
        assertTrue(Arrays.stream(drawings).anyMatch(d -> d.startsWith("#".repeat(12) + "-".repeat(12) + " 1/2")));
        assertTrue(written.toString().contains("\r\u001b[K[1/2] first: 3 objects"), "the bar is removed first");
    }

    /** File names may hold line breaks and worse; logs are read line by line. */
    @Test
    void anItemIsOneLineWhateverItsName() {
        ProgressBar bar = new ProgressBar(new PrintWriter(written), 1, true, false);
        bar.start("two\nlines\u001b[2J");
        bar.finish("two\nlines\u001b[2J: 3 objects", true);
        assertTrue(written.toString().contains("[1/1] two lines?[2J: 3 objects"), written.toString());
        assertEquals(1, written.toString().split("\n").length);
    }

    @Test
    void nothingWhenQuiet() {
        twoItems(true, true);
        assertEquals("", written.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "59.4, 0:59", "59.6, 1:00", "3599, 59:59", "3600, 1:00:00", "360000, 100:00:00"})
    void remainingTime(double seconds, String text) {
        assertEquals(text, ProgressBar.clock(seconds));
    }
}
