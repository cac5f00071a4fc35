package io.github.imagejdiffusion.diffusion.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

    @ParameterizedTest
    @CsvSource({"auto,AUTO,0", "cpu,CPU,0", "CPU,CPU,0", "gpu,GPU,0", "gpu:0,GPU,0", "' GPU:12 ',GPU,12"})
    void readsWhatUsersType(String text, DeviceChoice.Kind kind, int index) {
        assertEquals(new DeviceChoice(kind, index), DeviceChoice.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cuda", "gpu:", "gpu:-1", "gpu:x", "gpu:1234", "gpu0", "cpu:0", "auto gpu"})
    void namesWhatItCannotRead(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> DeviceChoice.parse(text))
                .getMessage();
        assertTrue(message.contains("'" + text + "'") && message.contains("auto, cpu, gpu"), message);
    }

    @Test
    void gpusCountFromZero() {
        assertThrows(IllegalArgumentException.class, () -> new DeviceChoice(DeviceChoice.Kind.GPU, -1));
    }
}
