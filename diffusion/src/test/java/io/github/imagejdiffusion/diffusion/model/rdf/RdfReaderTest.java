package io.github.imagejdiffusion.diffusion.model.rdf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdfReaderTest {

    @Test
    void readsTheSmallestValidDescription() throws IOException {
        RdfDescription rdf = read(resource("minimal.yaml"));
        assertEquals("Smallest valid model", rdf.name());
        assertEquals("0.5.0", rdf.formatVersion());
        assertEquals(Optional.empty(), rdf.id());
        assertEquals("", rdf.description());
        assertEquals(List.of(), rdf.authors());
        TensorDescription input = rdf.inputs().get(0);
        assertEquals("input", input.id());
        assertEquals("output", rdf.outputs().get(0).id());
        assertEquals(
                new Axis(AxisType.SPACE, "x", "", new AxisSize.Fixed(8), Optional.empty(), 1, false, 0, List.of()),
                input.axes().get(0));
        assertEquals("float32", input.data().get(0).type());
        assertEquals(Map.of(), rdf.config());
    }

    @Test
    void readsWhoMadeItAndWhatGoesWithIt() throws IOException {
        RdfDescription rdf = read(resource("features.yaml"));
        assertEquals("Every feature_of (0.5) + more", rdf.name());
        assertEquals(Optional.of("3"), rdf.version());
        assertEquals(Optional.of("affable-example"), rdf.id());
        assertEquals(Optional.of("MIT"), rdf.licence());
        assertEquals(Optional.of("documentation.md"), rdf.documentation());
        assertEquals(List.of("on", "3d", "no"), rdf.tags());
        assertEquals(Optional.of("bo@example.com"), rdf.authors().get(1).email());
        assertEquals(Optional.empty(), rdf.authors().get(1).affiliation());
        assertEquals(
                List.of(new Citation("A work", Optional.empty(), Optional.of("https://example.com/work"))), rdf.cite());
        assertEquals("extra.ijm", rdf.attachments().get(0).source());
        assertEquals(Optional.empty(), rdf.attachments().get(1).sha256());
        assertEquals("attachments[1].source", rdf.attachments().get(1).field());
        assertTrue(rdf.config().containsKey("deepimagej"));
        assertEquals(Map.of("id", "some/dataset"), rdf.raw().get("training_data"));
    }

    @Test
    void readsEveryKindOfAxis() throws IOException {
        RdfDescription rdf = read(resource("features.yaml"));
        List<Axis> axes = rdf.inputs().get(0).axes();
        assertEquals(new AxisSize.Fixed(1), axes.get(0).size());
        assertEquals(new AxisSize.Stepped(1, 1), axes.get(1).size());
        assertEquals(Optional.of("second"), axes.get(1).unit());
        assertEquals(0.5, axes.get(1).scale());
        assertTrue(axes.get(1).concatenable());
        assertEquals(List.of("on", "off", "no"), axes.get(2).channelNames());
        assertEquals(new AxisSize.Fixed(3), axes.get(2).size());
        assertEquals("index", axes.get(3).id());
        assertEquals("z", axes.get(4).id());
        assertEquals(new AxisSize.Reference("raw", "y", -4), axes.get(6).size());
        assertEquals(new AxisSize.Free(), rdf.inputs().get(1).axes().get(0).size());
        assertTrue(rdf.inputs().get(1).optional());
        assertEquals(8, rdf.outputs().get(0).axis("y").orElseThrow().halo());
        assertEquals(
                new AxisSize.DataDependent(1, OptionalInt.of(100)),
                rdf.outputs().get(1).axes().get(0).size());
        assertEquals(
                new AxisSize.DataDependent(1, OptionalInt.empty()),
                rdf.outputs().get(2).axes().get(0).size());
    }

    @Test
    void readsDataProcessingAndTensors() throws IOException {
        RdfDescription rdf = read(resource("features.yaml"));
        TensorDescription raw = rdf.inputs().get(0);
        DataDescription first = raw.data().get(0);
        assertEquals(OptionalDouble.of(0), first.min());
        assertEquals(OptionalDouble.empty(), first.max());
        assertEquals(1.5, first.scale());
        assertEquals(OptionalDouble.of(2), first.offset());
        assertEquals(OptionalDouble.empty(), raw.data().get(1).max());
        assertEquals("bool", rdf.inputs().get(1).data().get(0).type());
        assertEquals(
                List.of("cat", "dog", "parrot"),
                rdf.outputs().get(1).data().get(0).values());
        assertEquals("uint8", rdf.outputs().get(1).data().get(0).type());
        assertEquals("scale_range", raw.processing().get(1).id());
        assertEquals(new BigDecimal("99.8"), raw.processing().get(1).kwargs().get("max_percentile"));
        assertEquals(
                new Processing("sigmoid", Map.of()),
                rdf.outputs().get(0).processing().get(0));
        assertEquals("test_input.npy", raw.testTensor().orElseThrow().source());
        assertEquals(Optional.empty(), raw.sampleTensor().orElseThrow().sha256());
    }

    @Test
    void readsWeightsInAllFormats() throws IOException {
        Map<WeightsFormat, WeightsEntry> weights =
                read(resource("features.yaml")).weights();
        assertEquals(List.of(WeightsFormat.values()), List.copyOf(weights.keySet()));
        WeightsEntry onnx = weights.get(WeightsFormat.ONNX);
        assertEquals(OptionalInt.of(20), onnx.opsetVersion());
        assertEquals("weights.onnx.data", onnx.externalData().orElseThrow().source());
        assertEquals(Optional.of(WeightsFormat.PYTORCH_STATE_DICT), onnx.parent());
        WeightsEntry torch = weights.get(WeightsFormat.PYTORCH_STATE_DICT);
        assertEquals("https://example.com/weights.torch", torch.file().source());
        assertEquals("1.10", torch.details().get("pytorch_version").toString());
        assertEquals(torch.authors(), weights.get(WeightsFormat.TORCHSCRIPT).authors());
    }

    @Test
    void acceptsUpperCaseHashesAndLegacyAxisIds() throws IOException {
        String text = resource("minimal.yaml")
                .replace("weights.pt,", "weights.pt, sha256: " + "AB".repeat(32) + ",")
                .replace(
                        "inputs:\n  - axes:", "inputs:\n  - axes:\n      - {type: channel, id: c, channel_names: [a]}");
        RdfDescription rdf = read(text);
        assertEquals("channel", rdf.inputs().get(0).axes().get(0).id());
        assertEquals(
                Optional.of("ab".repeat(32)),
                rdf.weights().get(WeightsFormat.TORCHSCRIPT).file().sha256());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format_version: 0.5.4 | format_version: 0.4.9 | format_version: is '0.4.9', but only 0.5.x is read here",
                "format_version: 0.5.4 | format_version: 0.6.0 | format_version: is '0.6.0', but only 0.5.x is read here",
                "format_version: 0.5.4 | x: 1 | format_version: is missing, but required",
                "type: model | type: dataset | type: is 'dataset', but only a 'model' can be used here",
                "name: Every feature_of (0.5) + more | name: [] | name: must be text, but is a list",
                "inputs: | inputs_: | inputs: must describe at least one tensor",
                "outputs: | outputs_: | outputs: must describe at least one tensor",
                "tags: [on, 3d, no] | tags: 7 | tags: must be a list, but is '7'",
                "- id: mask | - id: Mask | inputs[1].id: must be lower-case letters",
                "- id: mask | - id: raw | inputs[1].id: 'raw' is already another tensor",
                "- id: classes | - id: raw | outputs[1].id: 'raw' is already another tensor",
                "{type: batch, size: 1} | {type: batch, size: 2} | inputs[0].axes[0].size: must be a whole number from 1 to 1, but is '2'",
                "{type: batch, size: 1} | {type: batch, id: n} | inputs[0].axes[0].id: 'n' does not fit an axis of type batch",
                "{type: index, size: 4} | {type: batch} | inputs[0].axes[3].id: 'batch' is already another axis",
                "{type: index, size: 4} | {type: depth, size: 4} | inputs[0].axes[3].type: must be one of batch, channel, index, time, space, but is 'depth'",
                "{type: index, size: 4} | {type: index} | inputs[0].axes[3].size: is missing, but required",
                "{type: index, size: 4} | {type: index, size: -4} | inputs[0].axes[3].size: must be a whole number >= 1, but is '-4'",
                "{type: index, size: 4} | {type: index, size: {min: 4}} | inputs[0].axes[3].size.step: is missing",
                "{type: index, size: 4} | {type: index, size: 4, halo: 1} | inputs[0].axes[3].halo: needs a size that refers to another axis",
                "[on, off, 'no'] | [] | inputs[0].axes[2].channel_names: must name at least one channel",
                "[on, off, 'no'] | [on, off] | inputs[0].data: describes 3 channels, but there are 2",
                "scale: 2.0 | scale: 0 | inputs[0].axes[4].scale: must be a number >= ",
                "axis_id: y, offset: -4 | axis_id: y, offset: -40 | inputs[0].axes[6].size: comes to -8.0, which is not a size",
                "axis_id: y, offset: -4 | axis_id: x | inputs[0].axes[6].size: refers to axis 'x' of tensor 'raw', which is not",
                "axis_id: y, offset: -4 | axis_id: batch | inputs[0].axes[6].size: refers to axis 'batch' of tensor 'raw', which is not",
                "axis_id: y, offset: -4 | axis_id: channel | inputs[0].axes[6].size: refers to an axis with unit none, but its own",
                "tensor_id: mask | tensor_id: spots | outputs[0].axes[3].size: refers to axis 'x' of tensor 'spots', which is not",
                "halo: 8 | halo: 64 | outputs[0].axes[2].halo: leaves nothing of the smallest size 64",
                "halo: 8 | halo: 7 | outputs[0].axes[2].halo: is not a whole number of pixels (3.5)",
                "size: 16, | size: 2000000000, | inputs[0].axes: even the smallest tensor has more than 2147483639 elements",
                "{min: 32, step: 16} | {min: 2147483647, step: 2147483647} | inputs[0].axes: even the smallest tensor has more",
                "size: 16, | size: 9223372036854775807, | inputs[0].axes[4].size: must be a whole number >= 1, but is '9223372036854775807'",
                "{type: uint16} | {type: float16} | inputs[0].data[2].type: must be a bool, (u)int or float type, but is 'float16'",
                "{type: uint16} | {type: uint8} | inputs[0].data: all channels must have one type",
                "range: [0, null] | range: [0] | inputs[0].data[0].range: must be two values",
                "{id: sigmoid} | {kwargs: {}} | outputs[0].postprocessing[0].id: is missing, but required",
                "opset_version: 20 | opset_version: 6 | weights.onnx.opset_version: must be a whole number from 7 to 1000, but is '6'",
                "opset_version: 20 | opset: 20 | weights.onnx.opset_version: is missing, but required",
                "weights.onnx.data | weights.onnx | weights.onnx.external_data: must be another file than the graph itself",
                "parent: onnx | parent: keras_hdf5 | weights.keras_hdf5.parent: names the entry itself",
                "source: weights.h5, | file: weights.h5, | weights.keras_hdf5.source: is missing, but required",
                "source: extra.txt | source: extra.txt, sha256: abc | attachments[1].sha256: must be 64 hexadecimal digits, but is 'abc'",
                "weights: | weights_: | weights: is missing, but required",
            })
    void namesTheWrongField(String from, String to, String message) throws IOException {
        String text = resource("features.yaml");
        assertTrue(text.contains(from), from);
        String actual = assertThrows(ModelPackageException.class, () -> read(text.replace(from, to)))
                .getMessage();
        assertTrue(actual.startsWith("models/x/rdf.yaml: " + message), actual);
    }

    @Test
    void namesAParentThatIsNotThere() throws IOException {
        String text = resource("minimal.yaml").replace("2.1", "2.1, parent: onnx");
        String actual =
                assertThrows(ModelPackageException.class, () -> read(text)).getMessage();
        assertEquals("models/x/rdf.yaml: weights.torchscript.parent: names a format that has no entry here", actual);
    }

    @Test
    void steppedSizes() {
        AxisSize.Stepped sizes = new AxisSize.Stepped(64, 16);
        assertTrue(sizes.allows(64) && sizes.allows(96) && !sizes.allows(72) && !sizes.allows(48));
        assertEquals(64, sizes.atLeast(1));
        assertEquals(80, sizes.atLeast(65));
        assertEquals(80, sizes.atLeast(80));
        assertThrows(ArithmeticException.class, () -> sizes.atLeast(Integer.MAX_VALUE));
    }

    private static RdfDescription read(String text) {
        return RdfReader.read(text.getBytes(StandardCharsets.UTF_8), "models/x/rdf.yaml");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = RdfReaderTest.class.getResourceAsStream("/model/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
