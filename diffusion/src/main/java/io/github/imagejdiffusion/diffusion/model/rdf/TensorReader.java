package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one input or output tensor. */
final class TensorReader {

    private static final Pattern ID = Pattern.compile("[a-z_][a-z0-9_]{0,31}");

    private TensorReader() {}

    static List<TensorDescription> readAll(Fields rdf, String key) {
        List<TensorDescription> tensors = new ArrayList<>();
        for (Fields fields : rdf.sections(key)) {
            tensors.add(read(fields, key.equals("inputs")));
        }
        if (tensors.isEmpty()) {
            throw rdf.error(key, "must describe at least one tensor");
        }
        return tensors;
    }

    private static TensorDescription read(Fields fields, boolean input) {
        String id = fields.text("id", input ? "input" : "output");
        if (!ID.matcher(id).matches()) {
            throw fields.error("id", "must be lower-case letters, digits and '_', at most 32, but is '" + id + "'");
        }
        List<Axis> axes = axes(fields, input);
        return new TensorDescription(
                id,
                fields.text("description", ""),
                axes,
                DataReader.read(fields, axes),
                FileReferences.optional(fields, "test_tensor"),
                FileReferences.optional(fields, "sample_tensor"),
                input && fields.flag("optional", false),
                processing(fields, input ? "preprocessing" : "postprocessing"));
    }

    private static List<Axis> axes(Fields fields, boolean input) {
        List<Axis> axes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields axisFields : fields.sections("axes")) {
            Axis axis = AxisReader.read(axisFields, input);
            if (!ids.add(axis.id())) {
                throw axisFields.error("id", "'" + axis.id() + "' is already another axis of this tensor");
            }
            axes.add(axis);
        }
        if (axes.isEmpty()) {
            throw fields.error("axes", "must describe at least one axis");
        }
        return axes;
    }

    private static List<Processing> processing(Fields fields, String key) {
        List<Processing> steps = new ArrayList<>();
        for (Fields step : fields.sections(key)) {
            steps.add(new Processing(
                    step.text("id"),
                    step.optionalSection("kwargs").map(Fields::values).orElse(Map.of())));
        }
        return steps;
    }
}
