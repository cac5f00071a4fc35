package ome.units;

import ome.units.quantity.Length;
import ome.units.quantity.Time;
import ome.units.unit.Unit;

public final class UNITS {
    public static final Unit<Length> MICROMETER = new Unit<>("length", 1);
    public static final Unit<Length> NANOMETER = new Unit<>("length", 1e-3);
    public static final Unit<Length> REFERENCEFRAME = new Unit<>("none", 1);
    public static final Unit<Time> SECOND = new Unit<>("time", 1);
    public static final Unit<Time> MILLISECOND = new Unit<>("time", 1e-3);
}
