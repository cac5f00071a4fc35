package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalUnitsTest {

    @ParameterizedTest
    @CsvSource({
        "um, 1",
        "\u00b5m, 1",
        "Microns, 1",
        "nm, 0.001",
        "nanometers, 0.001",
        "nanometres, 0.001",
        "' Millimeters ', 1000",
        "inches, 25400",
        "meters, 1000000"
    })
    void lengths(String unit, double micrometres) {
        assertEquals(OptionalDouble.of(micrometres), PhysicalUnits.micrometres(unit));
    }

    @ParameterizedTest
    @CsvSource({"s, 1", "ms, 0.001", "us, 0.000001", "milliseconds, 0.001", "mins, 60", "hrs, 3600", "days, 86400"})
    void times(String unit, double seconds) {
        assertEquals(OptionalDouble.of(seconds), PhysicalUnits.seconds(unit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixel", "pixels", "reference frame", "", "ums", "nms", "s"})
    void othersAreNoLengths(String unit) {
        assertEquals(OptionalDouble.empty(), PhysicalUnits.micrometres(unit));
    }

    @Test
    void anAngstromsPluralIsOne() {
        assertEquals(OptionalDouble.of(1e-4), PhysicalUnits.micrometres("Angstroms"));
    }
}
