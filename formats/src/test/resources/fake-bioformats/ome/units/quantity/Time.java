package ome.units.quantity;

import ome.units.unit.Unit;

public class Time {
    private final Number value;
    private final Unit<Time> unit;

    public Time(Number value, Unit<Time> unit) {
        this.value = value;
        this.unit = unit;
    }

    /** Null where the units are of another kind. */
    public Number value(Unit<Time> other) {
        return unit.kind().equals(other.kind()) ? value.doubleValue() * unit.factor() / other.factor() : null;
    }
}
