package ome.units.unit;

/** @param factor to the base unit of the same kind */
public record Unit<Q>(String kind, double factor) {}
