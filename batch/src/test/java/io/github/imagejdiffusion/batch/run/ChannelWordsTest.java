package io.github.imagejdiffusion.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelWordsTest {

    @Test
    void whatAllHaveInCommonIsSaidOnce() {
        assertEquals("fine", ChannelWords.joined(List.of(0, 1), List.of("fine", "fine")));
        assertEquals("fine", ChannelWords.joined(List.of(4), List.of("fine")));
        assertEquals("", ChannelWords.joined(List.of(0, 1), List.of("", "")));
    }

    @Test
    void elseTheChannelsAreNamed() {
        assertEquals(
                "channel 1, 3: fine; channel 2: not fine",
                ChannelWords.joined(List.of(0, 1, 2), List.of("fine", "not fine", "fine")));
        assertEquals("channel 3: odd", ChannelWords.joined(List.of(1, 2), List.of("", "odd")));
    }
}
