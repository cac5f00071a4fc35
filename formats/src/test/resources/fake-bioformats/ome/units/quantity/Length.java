package ome.units.quantity;

import ome.units.unit.Unit;

public class Length {
    private final Number value;
    private final Unit<Length> unit;

    public Length(Number value, Unit<Length> unit) {
        this.value = value;
        this.unit = unit;
    }

    /** Null where the units are of another kind. */
    public Number value(Unit<Length> other) {
        return unit.kind().equals(other.kind()) ? value.doubleValue() * unit.factor() / other.factor() : null;
    }
}
