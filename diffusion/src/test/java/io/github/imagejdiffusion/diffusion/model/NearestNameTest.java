package io.github.imagejdiffusion.diffusion.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    private static final List<String> NAMES = List.of("nuclei-fluorescence", "cells-phase", "sr3-actin");

    @Test
    void findsTypingErrorsAndParts() {
        assertEquals(Optional.of("nuclei-fluorescence"), NearestName.of("nuclei-flourescence", NAMES));
        assertEquals(Optional.of("cells-phase"), NearestName.of("Cells_Phase", NAMES));
        assertEquals(Optional.of("nuclei-fluorescence"), NearestName.of("nuclei", NAMES));
        assertEquals(Optional.empty(), NearestName.of("mitochondria", NAMES));
        assertEquals(Optional.empty(), NearestName.of("x", List.of()));
    }

    @Test
    void countsEdits() {
        assertEquals(3, NearestName.distance("kitten", "sitting"));
        assertEquals(4, NearestName.distance("", "four"));
        assertEquals(0, NearestName.distance("same", "same"));
    }
}
