package io.github.imagejdiffusion.diffusion.model.config;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfDescription;
import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads {@code config.imagej-diffusion} of a model description. Keys it does not know are ignored; missing and wrong
 * ones are named. Thread-safe.
 */
public final class DiffusionConfigReader {

    private static final int MAX_CHANNELS = 1024;
    private static final int MAX_BLOCK = 1 << 15;
    private static final int MAX_RUNS = 10_000;
    private static final double SMALLEST_DIAMETER = 0.1;
    private static final double LARGEST_DIAMETER = 1e6;
    private static final double LARGEST_SCALE = 1e6;
    private static final int LARGEST_FACTOR = 16;

    private DiffusionConfigReader() {}

    /**
     * Reads the configuration.
     *
     * @throws ModelPackageException if the description has none, or a key is missing or wrong
     */
    public static DiffusionConfig read(RdfDescription rdf) {
        Fields programs = Fields.of(rdf.file(), rdf.raw())
                .optionalSection("config")
                .orElseGet(
                        () -> Fields.of(rdf.file(), Map.of("config", Map.of())).section("config"));
        if (!programs.has(DiffusionConfig.KEY)) {
            throw programs.error(
                    DiffusionConfig.KEY,
                    "is missing: '" + rdf.name()
                            + "' is a bioimage.io model, but not a diffusion model; choose another");
        }
        return read(programs.section(DiffusionConfig.KEY));
    }

    private static DiffusionConfig read(Fields config) {
        ModelKind kind = config.choice("kind", ModelKind.class);
        ScheduleConfig schedule = ScheduleConfigReader.read(config);
        Fields graphs = config.section("graphs");
        Optional<EncoderGraph> encoder = GraphsReader.encoder(graphs);
        return new DiffusionConfig(
                kind,
                schedule,
                config.whole("image_channels", kind == ModelKind.PRIOR ? 0 : 1, MAX_CHANNELS),
                targetChannels(config),
                config.has("distance_cap")
                        ? OptionalDouble.of(config.number("distance_cap", 1, LARGEST_DIAMETER))
                        : OptionalDouble.empty(),
                GraphsReader.denoiser(graphs, kind, encoder.isPresent()),
                encoder,
                defaults(config.section("defaults"), kind, schedule.numTrainTimesteps()),
                blocks(config),
                objectDiameter(config),
                normalisation(config.section("normalisation")),
                targetScale(config),
                factor(config, kind),
                trainedOn(config),
                errorLaws(config, schedule.numTrainTimesteps()),
                noise(config),
                config.optionalSection("validation").map(Fields::values).orElse(Map.of()));
    }

    private static List<String> targetChannels(Fields config) {
        config.value("target_channels");
        List<String> names = config.texts("target_channels");
        if (names.isEmpty() || names.size() > MAX_CHANNELS || new HashSet<>(names).size() < names.size()) {
            throw config.error("target_channels", "must be a list of different names, for example [mask, distance]");
        }
        return names;
    }

    private static SamplingDefaults defaults(Fields fields, ModelKind kind, int timesteps) {
        boolean segments = kind == ModelKind.SEGDIFF;
        return new SamplingDefaults(
                fields.choice("sampler", SolverKind.class),
                fields.whole("steps", 1, timesteps),
                fields.whole("runs", 1, MAX_RUNS),
                orientations(fields),
                segments || fields.has("threshold")
                        ? OptionalDouble.of(fields.number("threshold", 0, 1))
                        : OptionalDouble.empty(),
                fields.has("seed_height")
                        ? OptionalDouble.of(fields.number("seed_height", 0, 2))
                        : OptionalDouble.empty(),
                fields.has("min_confidence")
                        ? OptionalDouble.of(fields.number("min_confidence", 0, 1))
                        : OptionalDouble.empty(),
                fields.has("min_size")
                        ? OptionalInt.of(fields.whole("min_size", 0, Integer.MAX_VALUE))
                        : OptionalInt.empty());
    }

    private static int orientations(Fields fields) {
        if (!fields.has("orientations")) {
            return 1;
        }
        int count = fields.whole("orientations", 1, Orientation.values().length);
        try {
            return Orientation.first(count).size();
        } catch (IllegalArgumentException e) {
            throw fields.error("orientations", "must be 1, 2, 4 or 8, but is '" + count + "'");
        }
    }

    private static BlockLayout blocks(Fields config) {
        int stride = config.whole("stride", 1, MAX_BLOCK);
        int core = config.whole("block", 1, MAX_BLOCK);
        int halo = config.whole("halo", 0, Integer.MAX_VALUE);
        if (core % stride != 0) {
            throw config.error("block", "must be a multiple of stride (" + stride + "), but is '" + core + "'");
        }
        if (halo % stride != 0) {
            throw config.error("halo", "must be a multiple of stride (" + stride + "), but is '" + halo + "'");
        }
        if (halo > core) {
            throw config.error("halo", "must not exceed block (" + core + "), but is '" + halo + "'");
        }
        return new BlockLayout(core, halo, stride);
    }

    private static Optional<ObjectDiameter> objectDiameter(Fields config) {
        if (!config.has("object_diameter")) {
            return Optional.empty();
        }
        Fields fields = config.section("object_diameter");
        double min = fields.number("min", SMALLEST_DIAMETER, LARGEST_DIAMETER);
        double typical = fields.number("typical", SMALLEST_DIAMETER, LARGEST_DIAMETER);
        double max = fields.number("max", SMALLEST_DIAMETER, LARGEST_DIAMETER);
        if (min > typical || typical > max) {
            throw fields.error(
                    "typical", "must lie from min (" + min + ") to max (" + max + "), but is '" + typical + "'");
        }
        return Optional.of(new ObjectDiameter(min, typical, max));
    }

    private static PercentileRange normalisation(Fields fields) {
        double low = fields.number("low_percentile", 0, 100);
        double high = fields.number("high_percentile", 0, 100);
        if (low >= high) {
            throw fields.error("high_percentile", "must be above low_percentile (" + low + "), but is '" + high + "'");
        }
        return new PercentileRange(low, high);
    }

    private static TargetScale targetScale(Fields config) {
        if (!config.has("target_to_image")) {
            return TargetScale.USUAL;
        }
        Fields fields = config.section("target_to_image");
        double scale = fields.number("scale", -LARGEST_SCALE, LARGEST_SCALE);
        if (scale == 0) {
            throw fields.error("scale", "must not be 0");
        }
        return new TargetScale(scale, fields.number("offset", -LARGEST_SCALE, LARGEST_SCALE));
    }

    private static OptionalInt factor(Fields config, ModelKind kind) {
        return kind == ModelKind.SR3 || config.has("factor")
                ? OptionalInt.of(config.whole("factor", 2, LARGEST_FACTOR))
                : OptionalInt.empty();
    }

    private static TrainedRange trainedOn(Fields config) {
        return config.optionalSection("trained_on")
                .map(fields -> new TrainedRange(range(fields, "blur"), range(fields, "photons")))
                .orElse(TrainedRange.UNKNOWN);
    }

    private static List<ErrorLaw> errorLaws(Fields config, int timesteps) {
        List<ErrorLaw> laws = new ArrayList<>();
        for (Fields fields : config.sections("expected_error")) {
            double factor = fields.number("factor", 0, LARGEST_SCALE);
            if (factor == 0) {
                throw fields.error("factor", "must not be 0");
            }
            laws.add(new ErrorLaw(fields.whole("steps", 2, timesteps), factor, fields.number("share_of_spread", 0, 1)));
        }
        return laws;
    }

    private static Optional<TrainedRange.Range> range(Fields fields, String key) {
        if (!fields.has(key)) {
            return Optional.empty();
        }
        List<Double> ends = fields.numbers(key, 0, Double.MAX_VALUE);
        if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
            throw fields.error(key, "must be a range of two ascending numbers, for example [0.5, 2]");
        }
        return Optional.of(new TrainedRange.Range(ends.get(0), ends.get(1)));
    }

    private static String noise(Fields config) {
        String noise = config.text("noise");
        if (!noise.equals(DiffusionConfig.NOISE_V1)) {
            throw config.error(
                    "noise",
                    "is '" + noise + "', but this version knows only " + DiffusionConfig.NOISE_V1
                            + "; a newer version may know it");
        }
        return noise;
    }
}
