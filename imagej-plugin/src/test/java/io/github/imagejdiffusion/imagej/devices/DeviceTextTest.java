package io.github.imagejdiffusion.imagej.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.onnx.DeviceReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceTextTest {

    @Test
    void realReportIsUnderstood() {
        String text = String.join("\n", DeviceText.of(DeviceReport.lines()));
        assertTrue(text.startsWith("Processor (CPU): ready."), text);
        assertFalse(text.contains("unknown"), text);
        assertTrue(text.contains("\n    engine:     ONNX Runtime"), text);
    }

    @Test
    void missingGpuSupportPointsToTheOtherDownload() {
        List<String> text = DeviceText.of(List.of(
                "cpu:        EPYC (avx2)",
                "platform:   linux-x64",
                "gpu device: not usable: no GPU: this installation carries the CPU build of ONNX Runtime, without the"
                        + " library x; take the GPU build (-Pgpu), or device cpu"));
        assertEquals(
                "Graphics card (GPU): not used, because this download is the one without GPU support.", text.get(3));
        assertTrue(text.get(4).contains("'-gpu'"));
    }

    @Test
    void missingLibraryIsNamedWithoutWordsOfTheCommandLine() {
        List<String> text = DeviceText.of(List.of(
                "gpu device: not usable: GPU 0 cannot be used: missing libcudnn.so.9; install NVIDIA's driver, CUDA 12"
                        + " and cuDNN 9 where the system's loader finds them, or use device cpu"));
        assertEquals(
                "    GPU 0 cannot be used: missing libcudnn.so.9; install NVIDIA's driver, CUDA 12 and cuDNN 9 where the"
                        + " system's loader finds them",
                text.get(4));
    }

    @Test
    void usableGpuIsReady() {
        List<String> text = DeviceText.of(List.of("gpu device: usable (gpu:0)"));
        assertEquals("Graphics card (GPU): ready. It is used unless you choose the processor.", text.get(3));
    }

    @Test
    void failedEngineSaysWhatToDo() {
        List<String> text = DeviceText.ofFailure("ONNX Runtime cannot be loaded; install the Visual C++ runtime");
        assertEquals("    ONNX Runtime cannot be loaded; install the Visual C++ runtime", text.get(1));
    }
}
