package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what needs all tensors at once: ids, references between axes, halos, and that the smallest permitted tensors
 * have a size that exists.
 */
final class TensorSizes {

    /** Elements of one tensor; a Java array holds no more. */
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private final Fields rdf;
    private final Map<String, TensorDescription> tensors = new HashMap<>();

    private TensorSizes(Fields rdf) {
        this.rdf = rdf;
    }

    static void check(Fields rdf, List<TensorDescription> inputs, List<TensorDescription> outputs) {
        TensorSizes sizes = new TensorSizes(rdf);
        sizes.add("inputs", inputs);
        Set<String> inputIds = new HashSet<>(sizes.tensors.keySet());
        sizes.add("outputs", outputs);
        sizes.check("inputs", inputs, inputIds);
        sizes.check("outputs", outputs, sizes.tensors.keySet());
    }

    private void add(String key, List<TensorDescription> list) {
        for (int i = 0; i < list.size(); i++) {
            if (tensors.put(list.get(i).id(), list.get(i)) != null) {
                throw rdf.error(key + "[" + i + "].id", "'" + list.get(i).id() + "' is already another tensor");
            }
        }
    }

    private void check(String key, List<TensorDescription> list, Set<String> referable) {
        for (int i = 0; i < list.size(); i++) {
            String axesKey = key + "[" + i + "].axes";
            long elements = 1;
            List<Axis> axes = list.get(i).axes();
            for (int a = 0; a < axes.size(); a++) {
                String sizeKey = axesKey + "[" + a + "].size";
                elements *= smallest(axes.get(a), list.get(i).id(), sizeKey, referable);
                if (elements > MAX_ELEMENTS) {
                    throw rdf.error(axesKey, "even the smallest tensor has more than " + MAX_ELEMENTS + " elements");
                }
            }
        }
    }

    /** Smallest size of an axis, 1 .. 2^31 - 1, so that a product that passed the limit before cannot overflow. */
    private int smallest(Axis axis, String tensorId, String sizeKey, Set<String> referable) {
        if (axis.size() instanceof AxisSize.Reference) {
            return referred(axis, (AxisSize.Reference) axis.size(), tensorId, sizeKey, referable);
        }
        return independent(axis.size());
    }

    private int referred(
            Axis axis, AxisSize.Reference reference, String tensorId, String sizeKey, Set<String> referable) {
        Axis target = target(reference, tensorId, axis.id(), sizeKey, referable);
        if (!axis.unit().equals(target.unit())) {
            throw rdf.error(
                    sizeKey,
                    "refers to an axis with unit " + target.unit().orElse("none") + ", but its own unit is "
                            + axis.unit().orElse("none"));
        }
        double size = independent(target.size()) * target.scale() / axis.scale() + reference.offset();
        if (!(size >= 1 && size <= Integer.MAX_VALUE)) {
            throw rdf.error(sizeKey, "comes to " + size + ", which is not a size from 1 to 2147483647");
        }
        checkHalo(axis, target, size, sizeKey);
        return (int) size;
    }

    private Axis target(
            AxisSize.Reference reference, String tensorId, String axisId, String sizeKey, Set<String> referable) {
        boolean itself =
                reference.tensorId().equals(tensorId) && reference.axisId().equals(axisId);
        if (!itself && referable.contains(reference.tensorId())) {
            Axis target = tensors.get(reference.tensorId())
                    .axis(reference.axisId())
                    .filter(axis -> axis.type() != AxisType.BATCH && independent(axis.size()) > 0)
                    .orElse(null);
            if (target != null) {
                return target;
            }
        }
        throw rdf.error(
                sizeKey,
                "refers to axis '" + reference.axisId() + "' of tensor '" + reference.tensorId()
                        + "', which is not an axis with a size of its own");
    }

    private void checkHalo(Axis axis, Axis target, double size, String sizeKey) {
        String haloKey = sizeKey.substring(0, sizeKey.lastIndexOf('.')) + ".halo";
        if (axis.halo() > 0 && (long) size - 2L * axis.halo() < 1) {
            throw rdf.error(haloKey, "leaves nothing of the smallest size " + (long) size);
        }
        double targetHalo = axis.halo() * axis.scale() / target.scale();
        if (targetHalo != Math.rint(targetHalo)) {
            throw rdf.error(haloKey, "is not a whole number of pixels (" + targetHalo + ") on the axis it refers to");
        }
    }

    /** Smallest size of an axis that refers to no other; 0 for one that does. */
    private static int independent(AxisSize size) {
        if (size instanceof AxisSize.Fixed) {
            return ((AxisSize.Fixed) size).size();
        } else if (size instanceof AxisSize.Stepped) {
            return ((AxisSize.Stepped) size).min();
        }
        return size instanceof AxisSize.Reference ? 0 : 1;
    }
}
