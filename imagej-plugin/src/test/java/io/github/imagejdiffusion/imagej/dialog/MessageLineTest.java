package io.github.imagejdiffusion.imagej.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageLineTest {

    @Test
    void aShortMessageKeepsTheRoomOfALongOne() {
        assertEquals("Preview: 3 objects\n ", MessageLine.wrap("Preview: 3 objects"));
        assertEquals("\n ", MessageLine.wrap(""));
    }

    @Test
    void aLongMessageIsBrokenBetweenWordsAndCut() {
        String text = IntStream.range(0, 60).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        String wrapped = MessageLine.wrap(text);
        assertEquals(2, wrapped.lines().count());
        assertTrue(wrapped.endsWith(" ..."), wrapped);
        assertTrue(text.startsWith(wrapped.replace('\n', ' ').replace(" ...", "")), wrapped);
    }
}
