package io.github.imagejdiffusion.diffusion.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultPixelsTest {

    @ParameterizedTest
    @EnumSource(ResultPixels.class)
    void namesReadBack(ResultPixels pixels) {
        assertSame(pixels, ResultPixels.parse(pixels.optionName()));
    }

    @Test
    void namesAreAContract() {
        assertSame(ResultPixels.FLOAT, ResultPixels.parse("float"));
        assertSame(ResultPixels.INPUT, ResultPixels.parse("input"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Float", "8-bit"})
    void otherNamesAreRefusedWithThoseThatThereAre(String name) {
        assertEquals(
                "'" + name + "' is not a pixel type of results; use float or input",
                assertThrows(IllegalArgumentException.class, () -> ResultPixels.parse(name))
                        .getMessage());
    }
}
