package io.github.imagejdiffusion.imagej.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionStarterTest {

    private static final ClassLoader LOADER = ActionStarterTest.class.getClassLoader();

    private static Thread ranOn;

    @BeforeEach
    void forget() {
        ranOn = null;
    }

    @Test
    void runsOnTheCallingThread() {
        assertNull(ActionStarter.startOrExplain(Noting.class.getName(), LOADER));
        assertSame(Thread.currentThread(), ranOn);
    }

    @ParameterizedTest
    @EnumSource(Parts.class)
    void missingPartIsNamedAndNothingRuns(Parts part) {
        String problem = ActionStarter.startOrExplain(Noting.class.getName(), new Without(Set.of(part.file())));
        assertTrue(
                problem.startsWith("Diffusion is not completely installed. Missing in the folder 'jars': "), problem);
        assertTrue(problem.contains(part.jar()), problem);
        assertNull(ranOn);
    }

    @Test
    void whatFijiHasPointsToTheZipForPlainImagej() {
        String problem = Parts.problem(new Without(Set.of(Parts.IMGLIB2.file(), Parts.GSON.file())));
        assertTrue(problem.contains("imglib2, gson.\n"), problem);
        assertTrue(problem.contains("-imagej.zip"), problem);
    }

    @Test
    void jarOfAnotherVersionIsExplained() {
        String problem = ActionStarter.startOrExplain(Skewed.class.getName(), LOADER);
        assertTrue(problem.contains("another version (java.lang.NoSuchMethodError: 'void Old.gone()')"), problem);
    }

    @Test
    void missingActionIsExplained() {
        String problem = ActionStarter.startOrExplain("io.github.imagejdiffusion.imagej.Nothing", LOADER);
        assertTrue(problem.contains("io.github.imagejdiffusion.imagej.Nothing"), problem);
    }

    @Test
    void errorsOfTheActionAreNotTouched() {
        RuntimeException error = assertThrows(
                RuntimeException.class, () -> ActionStarter.startOrExplain(Cancelled.class.getName(), LOADER));
        assertEquals("Macro canceled", error.getMessage());
    }

    /** Notes its thread. */
    public static final class Noting implements Runnable {
        @Override
        public void run() {
            ranOn = Thread.currentThread();
        }
    }

    /** Meets a class that lacks a method, as beside a jar of another version. */
    public static final class Skewed implements Runnable {
        @Override
        public void run() {
            throw new NoSuchMethodError("'void Old.gone()'");
        }
    }

    /** Ends as ImageJ ends a macro. */
    public static final class Cancelled implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("Macro canceled");
        }
    }

    private static final class Without extends ClassLoader {

        private final Set<String> files;

        Without(Set<String> files) {
            super(LOADER);
            this.files = files;
        }

        @Override
        public URL getResource(String name) {
            return files.contains(name) ? null : super.getResource(name);
        }
    }
}
