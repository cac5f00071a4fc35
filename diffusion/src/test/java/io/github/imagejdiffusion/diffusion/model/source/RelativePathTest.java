package io.github.imagejdiffusion.diffusion.model.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"weights.onnx", "./weights.onnx", "sub/a b.onnx", "..a/b..", ".hidden"})
    void allowsPathsInside(String path) {
        assertEquals(Optional.empty(), RelativePath.problem(path));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/w.onnx, is a URL",
        "HTTP://example.com/w.onnx, is a URL",
        "file:///etc/passwd, is a URL",
        "jar:file:x.jar!/w, is a URL",
        "/etc/passwd, is an absolute path",
        ".//etc/passwd, is an absolute path",
        "C:w.onnx, is an absolute path",
        "w.onnx:stream, is a URL",
        "\\\\host\\share, contains a backslash",
        "a\\..\\b, contains a backslash",
        "../w.onnx, leads out",
        "a/../../w.onnx, leads out",
        "a/./w.onnx, leads out",
        "a/, leads out",
        "'', is not a file name",
        "./, is not a file name",
    })
    void refusesPathsOutside(String path, String reason) {
        assertTrue(RelativePath.problem(path).orElse("allowed").startsWith(reason), path);
    }

    @Test
    void refusesControlCharactersAndEndlessNames() {
        assertEquals(Optional.of("is not a file name"), RelativePath.problem("a\u0000b"));
        assertEquals(Optional.of("is not a file name"), RelativePath.problem("a\nb"));
        assertEquals(Optional.of("is not a file name"), RelativePath.problem("x".repeat(256)));
    }
}
