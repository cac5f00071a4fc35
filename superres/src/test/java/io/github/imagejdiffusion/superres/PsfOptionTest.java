package io.github.imagejdiffusion.superres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.superres.consistency.Psf;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsfOptionTest {

    @TempDir
    private Path folder;

    private SuperResolveOptions.Builder builder() throws IOException {
        return SuperResolve.defaults(TinyPackage.sr3(2).write(folder).diffusion());
    }

    @Test
    void isFittedUnlessItIsGiven() throws IOException {
        assertEquals(Psf.FITTED, builder().build().psf());
        assertEquals("fitted", builder().build().record().get("psf"));
        SuperResolveOptions given = builder().psf(0.6).build();
        assertEquals(Psf.given(0.6), given.psf());
        assertEquals(0.6, given.record().get("psf"));
        assertEquals(given.record(), given.toBuilder().build().record());
    }

    @Test
    void consistentResultsHaveNone() throws IOException {
        SuperResolveOptions consistent = builder().consistent(true).build();
        assertEquals(Psf.NONE, consistent.psf());
        assertEquals("none", consistent.record().get("psf"));
        assertEquals(consistent.record(), consistent.toBuilder().build().record());
        SuperResolveOptions.Builder both = builder().consistent(true).psf(0.6);
        String message =
                assertThrows(IllegalArgumentException.class, both::build).getMessage();
        assertTrue(message.startsWith("psf does not go with consistent"), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 2.01, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleWidthsAreRefused(double sigma) throws IOException {
        SuperResolveOptions.Builder builder = builder().psf(sigma);
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertEquals(
                "psf must be more than 0 and at most 2.0 pixels of the image (a standard deviation), but is " + sigma,
                message);
    }
}
