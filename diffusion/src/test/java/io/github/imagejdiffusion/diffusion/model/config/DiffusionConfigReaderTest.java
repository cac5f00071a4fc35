package io.github.imagejdiffusion.diffusion.model.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.config.ScheduleConfig.BetaSchedule;
import io.github.imagejdiffusion.diffusion.model.rdf.RdfReader;
import io.github.imagejdiffusion.diffusion.sampler.MultistepRule;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.schedule.PredictionType;
import io.github.imagejdiffusion.diffusion.schedule.TimestepSpacing;
import io.github.imagejdiffusion.diffusion.schedule.VarianceType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffusionConfigReaderTest {

    @Test
    void readsASegmentationModel() throws IOException {
        DiffusionConfig config = read(segdiff());
        assertEquals(ModelKind.SEGDIFF, config.kind());
        assertEquals(1, config.imageChannels());
        assertEquals(List.of("mask", "distance"), config.targetChannels());
        assertEquals(
                new DenoiserGraph(
                        "weights.onnx",
                        "x",
                        new TimeInput("t", TimeInput.Kind.TIMESTEP),
                        Optional.of("features"),
                        Optional.empty(),
                        "prediction"),
                config.denoiser());
        EncoderGraph encoder = config.encoder().orElseThrow();
        assertEquals("encoder.onnx", encoder.file().source());
        assertEquals("b".repeat(64), encoder.file().sha256().orElseThrow());
        assertEquals("image", encoder.input());
        assertEquals("features", encoder.output());
        assertEquals(
                new SamplingDefaults(
                        SolverKind.DDIM,
                        4,
                        1,
                        1,
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.4),
                        OptionalDouble.empty(),
                        OptionalInt.of(20)),
                config.defaults());
        assertEquals(new BlockLayout(1024, 64, 8), config.blocks());
        assertEquals(Optional.of(new ObjectDiameter(8, 22.5, 60)), config.objectDiameter());
        assertEquals(new PercentileRange(1, 99.8), config.normalisation());
        assertEquals("noise-v1", config.noise());
        assertEquals(57L, config.validation().get("images"));
    }

    @Test
    void takesTheDefaultsOfDiffusersWhereTheScheduleIsSilent() throws IOException {
        ScheduleConfig schedule = read(edit("    clip_sample: true\n    timestep_spacing: trailing\n", ""))
                .schedule();
        assertEquals(
                new ScheduleConfig(
                        100,
                        BetaSchedule.LINEAR,
                        OptionalDouble.of(0.001),
                        OptionalDouble.of(0.2),
                        List.of(),
                        false,
                        PredictionType.SAMPLE,
                        true,
                        1,
                        new SolverSettings(
                                TimestepSpacing.LEADING,
                                0,
                                false,
                                MultistepRule.MIDPOINT,
                                true,
                                true,
                                VarianceType.FIXED_SMALL)),
                schedule);
    }

    @Test
    void theOrientationsMayBeMissingButOnlyPowersOfTwoUpToEightAreThere() throws IOException {
        assertEquals(1, read(segdiff()).defaults().orientations());
        String key = "runs: 1";
        assertEquals(4, read(edit(key, key + ", orientations: 4")).defaults().orientations());
        assertFails(edit(key, key + ", orientations: 3"), "defaults.orientations: must be 1, 2, 4 or 8, but is '3'");
        assertFails(edit(key, key + ", orientations: 16"), "defaults.orientations");
    }

    @Test
    void theDistanceCapMayBeMissingButNotBelowOnePixel() throws IOException {
        assertEquals(OptionalDouble.empty(), read(segdiff()).distanceCap());
        String key = "    target_channels: [mask, distance]\n";
        assertEquals(
                OptionalDouble.of(6.5),
                read(edit(key, key + "    distance_cap: 6.5\n")).distanceCap());
        String wrong = edit(key, key + "    distance_cap: 0.5\n");
        String message =
                assertThrows(ModelPackageException.class, () -> read(wrong)).getMessage();
        assertTrue(message.contains("distance_cap"), message);
    }

    @Test
    void theMapFromTargetToImageMayBeMissingButNotFlat() throws IOException {
        assertEquals(TargetScale.USUAL, read(segdiff()).targetScale());
        String key = "    target_channels: [mask, distance]\n";
        assertEquals(
                new TargetScale(0.625, 0.25),
                read(edit(key, key + "    target_to_image: {scale: 0.625, offset: 0.25}\n"))
                        .targetScale());
        String wrong = edit(key, key + "    target_to_image: {scale: 0, offset: 0.25}\n");
        String message =
                assertThrows(ModelPackageException.class, () -> read(wrong)).getMessage();
        assertTrue(message.contains("target_to_image"), message);
    }

    @Test
    void aSuperResolutionModelSaysItsFactorAndMayTakeNoiseLevels() throws IOException {
        String text = edit("kind: segdiff", "kind: sr3\n    factor: 2").replace("timestep: t", "noise_level: level");
        DiffusionConfig config = read(text);
        assertEquals(OptionalInt.of(2), config.factor());
        assertEquals(
                new TimeInput("level", TimeInput.Kind.NOISE_LEVEL),
                config.denoiser().time());
        assertEquals(TrainedRange.UNKNOWN, config.trainedOn());
        assertFails(edit("kind: segdiff", "kind: sr3"), "factor: is missing, but required");
        assertFails(edit("kind: segdiff", "kind: sr3\n    factor: 1"), "factor");
        assertFails(
                edit("timestep: t", "noise_level: level, timestep: t"),
                "graphs.denoiser.inputs.noise_level: stands beside timestep");
        assertEquals(OptionalInt.empty(), read(segdiff()).factor());
    }

    @Test
    void theRangesOfTrainingMayBeMissingButMustAscend() throws IOException {
        String key = "    target_channels: [mask, distance]\n";
        assertEquals(
                new TrainedRange(
                        Optional.of(new TrainedRange.Range(0.35, 0.95)), Optional.of(new TrainedRange.Range(50, 5000))),
                read(edit(key, key + "    trained_on: {blur: [0.35, 0.95], photons: [50, 5000]}\n"))
                        .trainedOn());
        assertEquals(
                Optional.empty(),
                read(edit(key, key + "    trained_on: {blur: [0.35, 0.95]}\n"))
                        .trainedOn()
                        .photons());
        assertFails(edit(key, key + "    trained_on: {blur: [0.95, 0.35]}\n"), "trained_on.blur: must be a range");
        assertFails(edit(key, key + "    trained_on: {photons: [50]}\n"), "trained_on.photons: must be a range");
    }

    @Test
    void lawsOfTheErrorMayBeMissingButNotHalf() throws IOException {
        assertEquals(List.of(), read(segdiff()).errorLaws());
        assertEquals(
                List.of(new ErrorLaw(2, 6, 0.6), new ErrorLaw(10, 1.25, 0.5)),
                read(withLaws(
                                "{steps: 2, factor: 6, share_of_spread: 0.6}, {steps: 10, factor: 1.25, share_of_spread: 0.5}"))
                        .errorLaws());
        assertFails(withLaws("{steps: 2, factor: 1}"), "expected_error[0].share_of_spread: is missing");
        assertFails(withLaws("{steps: 1, factor: 1, share_of_spread: 0.5}"), "expected_error[0].steps");
        assertFails(withLaws("{steps: 2, factor: 0, share_of_spread: 0.5}"), "expected_error[0].factor: must not be 0");
        assertFails(withLaws("{steps: 2, factor: 1, share_of_spread: 1.5}"), "expected_error[0].share_of_spread");
    }

    private static String withLaws(String laws) throws IOException {
        String key = "    target_channels: [mask, distance]\n";
        return edit(key, key + "    expected_error: [" + laws + "]\n");
    }

    @Test
    void readsTheOtherSchedules() throws IOException {
        ScheduleConfig cosine = read(edit(
                        "    beta_schedule: linear\n    beta_start: 0.001\n    beta_end: 0.2\n",
                        "    beta_schedule: squaredcos_cap_v2\n    variance_type: learned_range\n    steps_offset: 1\n"))
                .schedule();
        assertEquals(BetaSchedule.SQUAREDCOS_CAP_V2, cosine.betaSchedule());
        assertEquals(OptionalDouble.empty(), cosine.betaStart());
        assertEquals(VarianceType.LEARNED_RANGE, cosine.solver().varianceType());
        assertEquals(1, cosine.solver().stepsOffset());

        ScheduleConfig trained = read(edit("num_train_timesteps: 100", "num_train_timesteps: 4")
                        .replace("beta_schedule: linear", "trained_betas: [0.1, 2e-1, 0.3, 0.4]"))
                .schedule();
        assertEquals(BetaSchedule.TRAINED_BETAS, trained.betaSchedule());
        assertEquals(List.of(0.1, 0.2, 0.3, 0.4), trained.trainedBetas());
    }

    @Test
    void readsWhatSamplersAreToldAsDiffusersWritesIt() throws IOException {
        String key = "    timestep_spacing: trailing\n";
        ScheduleConfig schedule = read(edit(
                        key,
                        key + "    rescale_betas_zero_snr: true\n    use_karras_sigmas: true\n    solver_type: heun\n"
                                + "    lower_order_final: false\n    set_alpha_to_one: false\n"
                                + "    variance_type: fixed_small_log\n    thresholding: false\n"))
                .schedule();
        assertTrue(schedule.rescaleBetasZeroSnr());
        assertEquals(
                new SolverSettings(
                        TimestepSpacing.TRAILING, 0, true, MultistepRule.HEUN, false, false, VarianceType.FIXED_SMALL),
                schedule.solver());
    }

    @Test
    void aPriorNeedsNeitherImageNorEncoderNorObjects() throws IOException {
        String text = segdiff()
                .replace("kind: segdiff", "kind: prior")
                .replace("image_channels: 1", "image_channels: 0")
                .replace(", features: features}", "}")
                .replaceAll("(?s)      encoder:.*?(?=    defaults:)", "")
                .replaceAll("    object_diameter:.*\n", "")
                .replace("threshold: 0.5, seed_height: 0.4, min_size: 20", "");
        DiffusionConfig config = read(text);
        assertEquals(ModelKind.PRIOR, config.kind());
        assertEquals(Optional.empty(), config.encoder());
        assertEquals(Optional.empty(), config.objectDiameter());
        assertEquals(OptionalDouble.empty(), config.defaults().threshold());
    }

    @Test
    void whatAMaskShowsNeedNotHaveADiameter() throws IOException {
        DiffusionConfig config = read(segdiff()
                .replaceAll("    target_channels:.*\n", "    target_channels: [mask]\n")
                .replaceAll("    object_diameter:.*\n", ""));
        assertEquals(List.of("mask"), config.targetChannels());
        assertEquals(Optional.empty(), config.objectDiameter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "num_train_timesteps",
                "beta_schedule",
                "beta_start",
                "beta_end",
                "prediction_type",
                "image_channels",
                "target_channels",
                "graphs",
                "defaults",
                "block",
                "halo",
                "stride",
                "normalisation",
                "noise"
            })
    void namesAMissingKey(String key) throws IOException {
        assertFails(edit("    " + key + ":", "    other_" + key + ":"), key + ": is missing, but required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "halo: 64 | halo: abc | halo: must be a whole number >= 0, but is 'abc'",
                "halo: 64 | halo: -8 | halo: must be a whole number >= 0, but is '-8'",
                "halo: 64 | halo: 8.5 | halo: must be a whole number >= 0, but is '8.5'",
                "halo: 64 | halo: 63 | halo: must be a multiple of stride (8), but is '63'",
                "halo: 64 | halo: 2048 | halo: must not exceed block (1024), but is '2048'",
                "block: 1024 | block: 1023 | block: must be a multiple of stride (8), but is '1023'",
                "block: 1024 | block: 1099511627776 | block: must be a whole number from 1 to 32768, but is '1099511627776'",
                "stride: 8 | stride: 0 | stride: must be a whole number from 1 to 32768, but is '0'",
                "kind: segdiff | kind: yolo | kind: must be one of segdiff, denoise, prior, sr3, pyramid, latent, paired, but is 'yolo'",
                "num_train_timesteps: 100 | num_train_timesteps: 0 | num_train_timesteps: must be a whole number from 1 to 100000, but is '0'",
                "beta_schedule: linear | beta_schedule: sigmoid | beta_schedule: must be one of linear, scaled_linear, squaredcos_cap_v2, trained_betas, but is 'sigmoid'",
                "beta_schedule: linear | beta_schedule: trained_betas | trained_betas: is missing, but required",
                "beta_schedule: linear | trained_betas: [0.1] | trained_betas: must have num_train_timesteps = 100 values, but has 1",
                "beta_schedule: linear | trained_betas: [0.1, x] | trained_betas[1]: must be a number from 0.000000000001 to 0.999999, but is 'x'",
                "beta_end: 0.2 | beta_end: 1.2 | beta_end: must be a number from",
                "beta_end: 0.2 | beta_end: .nan | beta_end: must be a number from",
                "beta_end: 0.2 | beta_end: 0.0001 | beta_end: must be at least beta_start (0.001), but is '1.0E-4'",
                "prediction_type: sample | prediction_type: x0 | prediction_type: must be one of epsilon, sample, v_prediction, but is 'x0'",
                "clip_sample: true | clip_sample: yes | clip_sample: must be true or false, but is 'yes'",
                "clip_sample: true | clip_sample_range: 0 | clip_sample_range: must be a number from",
                "timestep_spacing: trailing | timestep_spacing: even | timestep_spacing: must be one of leading, linspace, trailing",
                "timestep_spacing: trailing | steps_offset: 100 | steps_offset: must be a whole number from 0 to 99, but is '100'",
                "clip_sample: true | thresholding: true | thresholding: must be false: dynamic thresholding is not known here",
                "clip_sample: true | solver_type: bh2 | solver_type: must be one of midpoint, heun, but is 'bh2'",
                "clip_sample: true | variance_type: small | variance_type: must be one of fixed_small, fixed_large, learned, learned_range, but is 'small'",
                "image_channels: 1 | image_channels: 0 | image_channels: must be a whole number from 1 to 1024, but is '0'",
                "target_channels: [mask, distance] | target_channels: 2 | target_channels: must be a list, but is '2'",
                "target_channels: [mask, distance] | target_channels: [] | target_channels: must be a list of different names",
                "target_channels: [mask, distance] | target_channels: [mask, mask] | target_channels: must be a list of different names",
                "sample: x, | | graphs.denoiser.inputs.sample: is missing, but required",
                "timestep: t, | | graphs.denoiser.inputs.timestep: is missing, but required",
                "features: features} | image: image} | graphs.denoiser.inputs.features: is missing, but required because there is an encoder",
                "output: prediction | result: prediction | graphs.denoiser.output: is missing, but required",
                "input: image | inputs: image | graphs.encoder.input: is missing, but required",
                "sampler: ddim | sampler: euler | defaults.sampler: must be one of ddim, ddpm, dpmpp2m, but is 'euler'",
                "steps: 4 | steps: 101 | defaults.steps: must be a whole number from 1 to 100, but is '101'",
                "runs: 1 | runs: 0 | defaults.runs: must be a whole number from 1 to 10000, but is '0'",
                "threshold: 0.5 | threshold: 1.5 | defaults.threshold: must be a number from 0 to 1, but is '1.5'",
                "threshold: 0.5, | | defaults.threshold: is missing, but required",
                "min_size: 20 | min_size: -1 | defaults.min_size: must be a whole number >= 0, but is '-1'",
                "typical: 22.5 | typical: 70 | object_diameter.typical: must lie from min (8.0) to max (60.0), but is '70.0'",
                "high_percentile: 99.8 | high_percentile: 0.5 | normalisation.high_percentile: must be above low_percentile (1.0), but is '0.5'",
                "noise: noise-v1 | noise: noise-v2 | noise: is 'noise-v2', but this version knows only noise-v1",
                "normalisation: {low | normalisation: 3 # | normalisation: must be a map of fields, but is '3'",
            })
    void namesAWrongValue(String from, String to, String message) throws IOException {
        assertFails(edit(from, to == null ? "" : to), message);
    }

    @Test
    void aConditionalModelNeedsSomethingToBeConditionedOn() throws IOException {
        String withoutEncoder = segdiff().replaceAll("(?s)      encoder:.*?(?=    defaults:)", "");
        assertFails(withoutEncoder, "graphs.encoder: is missing, but required because the denoiser takes features");
        assertFails(
                withoutEncoder.replace(", features: features}", "}"),
                "graphs.denoiser.inputs.image: is missing, but a model with a condition needs it");
        assertEquals(
                Optional.of("image"),
                read(withoutEncoder.replace("features: features}", "image: image}"))
                        .denoiser()
                        .image());
    }

    @Test
    void saysThatAnotherModelIsNoDiffusionModel() throws IOException {
        for (String name : List.of("minimal.yaml", "features.yaml")) {
            String text = resource(name);
            String message =
                    assertThrows(ModelPackageException.class, () -> read(text)).getMessage();
            assertTrue(message.startsWith("models/x/rdf.yaml: config.imagej-diffusion: is missing: '"), message);
            assertTrue(message.contains("is a bioimage.io model, but not a diffusion model"), message);
        }
    }

    private static void assertFails(String text, String message) {
        String actual =
                assertThrows(ModelPackageException.class, () -> read(text)).getMessage();
        assertTrue(actual.startsWith("models/x/rdf.yaml: config.imagej-diffusion." + message), actual);
    }

    private static DiffusionConfig read(String text) {
        return DiffusionConfigReader.read(RdfReader.read(text.getBytes(StandardCharsets.UTF_8), "models/x/rdf.yaml"));
    }

    private static String edit(String from, String to) throws IOException {
        String text = segdiff();
        assertTrue(text.contains(from), from);
        return text.replace(from, to);
    }

    private static String segdiff() throws IOException {
        return resource("segdiff.yaml")
                .replace("DENOISER_SHA256", "a".repeat(64))
                .replace("ENCODER_SHA256", "b".repeat(64));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DiffusionConfigReaderTest.class.getResourceAsStream("/model/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
