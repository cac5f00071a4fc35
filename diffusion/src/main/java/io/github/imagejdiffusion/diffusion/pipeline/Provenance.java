package io.github.imagejdiffusion.diffusion.pipeline;

import io.github.imagejdiffusion.diffusion.onnx.CpuFeatures;
import io.github.imagejdiffusion.diffusion.onnx.DeviceReport;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every result says about the model and about the machine, as names and values in a fixed order. No time of day:
 * equal work gives equal records. Stateless and thread-safe.
 */
public final class Provenance {

    private Provenance() {}

    /** Which model: name, version, sha256. */
    public static Map<String, Object> model(DiffusionModel model) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("name", model.name());
        record.put("version", model.version());
        record.put("sha256", model.sha256());
        return record;
    }

    /** On what it was computed: program, engine, device, cpu, java, noise. */
    public static Map<String, Object> madeBy(DiffusionModel model) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("program", "imagej-diffusion " + programVersion());
        record.put("engine", DeviceReport.engineVersion());
        record.put("device", model.device());
        record.put("cpu", CpuFeatures.describe());
        record.put("java", System.getProperty("java.version"));
        record.put("noise", model.config().noise());
        return record;
    }

    /** For example {@code 0.1.0}, as in the jar's manifest; {@code development} when run from class folders. */
    public static String programVersion() {
        String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
