package io.github.imagejdiffusion.diffusion.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OnnxOutlineTest {

    private static final byte[] VERSION = {0x08, 9};
    private static final byte[] EXTERNAL = {14 << 3, 1};

    @Test
    void acceptsAModelWithItsOwnTensors() {
        byte[] tensor = join(field(9, new byte[300]), new byte[] {14 << 3, 0});
        byte[] graph = field(7, join(field(5, tensor), field(1, field(5, field(5, tensor)))));
        assertDoesNotThrow(() -> check(join(VERSION, field(2, new byte[5]), graph)));
        // Fields of a later version: a 32-bit, a 64-bit and a high field number.
        byte[] later = {(byte) 0x85, 0x40, 1, 2, 3, 4, (byte) 0x81, 0x40, 1, 2, 3, 4, 5, 6, 7, 8};
        assertDoesNotThrow(() -> check(join(VERSION, graph, later)));
    }

    @Test
    void refusesTensorsInOtherFilesWhereverTheyAre() {
        byte[] byName = field(13, field(1, new byte[] {1}));
        for (byte[] tensor : new byte[][] {EXTERNAL, byName}) {
            byte[] constant = field(1, field(5, field(5, tensor)));
            byte[] inBranch = field(1, field(5, field(6, field(5, tensor))));
            for (byte[] part : new byte[][] {field(5, tensor), constant, inBranch, field(15, field(1, tensor))}) {
                assertProblem(
                        "it keeps weights in another file; save them within the ONNX file",
                        join(VERSION, field(7, part)));
            }
            assertProblem(
                    "it keeps weights in another file; save them within the ONNX file",
                    join(VERSION, field(7, new byte[0]), field(25, field(7, field(5, field(5, tensor))))));
        }
    }

    @Test
    void refusesWhatIsNotOneWholeModel() {
        byte[] graph = field(7, new byte[0]);
        assertProblem("it has no ir_version", graph);
        assertProblem("it has no graph", VERSION);
        assertProblem("it has no ir_version", new byte[0]);
        assertProblem("it has a field without a number", join(VERSION, graph, new byte[10]));
        assertProblem("it has a field of unknown wire type 7", join(VERSION, new byte[] {0x0f}));
        assertProblem("it ends 3 bytes too early", join(VERSION, new byte[] {0x12, 5, 1, 2}));
        assertProblem("it ends too early", join(VERSION, new byte[] {0x08, (byte) 0x80}));
        assertProblem("it ends too early", join(VERSION, new byte[] {0x3a, 5}));
        assertProblem(
                "its fields do not fit into each other", join(VERSION, new byte[] {0x3a, 2, 0x12, 4, 1, 2, 3, 4}));
        byte[] endless = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        assertProblem("it has a number of more than ten bytes", join(VERSION, new byte[] {0x08}, endless));
        byte[] impossible = {-1, -1, -1, -1, -1, -1, -1, -1, 0x7f};
        assertProblem("it has a field of impossible length", join(VERSION, new byte[] {0x3a}, impossible));
        assertProblem("it has a field of impossible length", join(VERSION, new byte[] {0x12}, impossible));
    }

    @Test
    void refusesEndlessNesting() {
        byte[] graph = new byte[0];
        for (int i = 0; i < 40; i++) {
            graph = field(1, field(5, field(6, graph)));
        }
        assertProblem("it is nested too deeply", join(VERSION, field(7, graph)));
    }

    private static void assertProblem(String expected, byte[] content) {
        assertEquals(
                expected, assertThrows(IOException.class, () -> check(content)).getMessage());
    }

    private static void check(byte[] content) throws IOException {
        OnnxOutline.check(new ByteArrayInputStream(content));
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, number << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 0x7f) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
