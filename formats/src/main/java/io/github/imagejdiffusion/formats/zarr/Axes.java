package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.zarr.Axis.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The dimensions of an image, in the order of its arrays; x and y are among them. */
record Axes(List<Axis> all) {

    private static final String FIELD = "axes";

    /** What version 0.1 and 0.2 have without saying so. */
    private static final Axes FIVE = new Axes(List.of(
            new Axis(Kind.T, "t", ""),
            new Axis(Kind.C, "c", ""),
            new Axis(Kind.Z, "z", ""),
            new Axis(Kind.Y, "y", ""),
            new Axis(Kind.X, "x", "")));

    Axes {
        all = List.copyOf(all);
    }

    /**
     * The axes of a multiscale: objects since 0.4, names in 0.3, none before.
     *
     * @throws io.github.imagejdiffusion.formats.FormatsException if x or y is missing or an axis is there twice
     */
    static Axes of(JsonFields multiscale) {
        if (!multiscale.has(FIELD)) {
            return FIVE;
        }
        List<Axis> axes = new ArrayList<>();
        if (multiscale.isListOfTexts(FIELD)) {
            multiscale.texts(FIELD).forEach(name -> axes.add(new Axis(kind(name, ""), name, "")));
        } else {
            for (JsonFields axis : multiscale.objects(FIELD)) {
                String name = axis.text("name");
                axes.add(new Axis(
                        kind(name, axis.optionalText("type").orElse("")),
                        name,
                        axis.optionalText("unit").orElse("")));
            }
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Axis axis : axes) {
            if (!kinds.add(axis.kind())) {
                throw multiscale.wrong(FIELD, "has two axes that mean the same; the second is '" + axis.name() + "'");
            }
        }
        if (!kinds.contains(Kind.X) || !kinds.contains(Kind.Y)) {
            throw multiscale.wrong(FIELD, "must name the axes x and y");
        }
        return new Axes(axes);
    }

    private static Kind kind(String name, String type) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "t" -> Kind.T;
            case "c" -> Kind.C;
            case "z" -> Kind.Z;
            case "y" -> Kind.Y;
            case "x" -> Kind.X;
            default ->
                switch (type) {
                    case "time" -> Kind.T;
                    case "channel" -> Kind.C;
                    default -> Kind.OTHER;
                };
        };
    }

    int count() {
        return all.size();
    }

    /** Where the axis is among the dimensions, or -1. */
    int position(Kind kind) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }
}
