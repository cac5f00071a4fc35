package io.github.imagejdiffusion.imagej.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.Problems;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.progress.StatusProgress;
import java.awt.GraphicsEnvironment;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * A command on the active image: settings from a dialog or a macro; then the work; then the result. As a {@link Runnable}
 * for the menu and {@code run} of macros, as a {@link Function} for macros that go on after a problem.
 *
 * @param <S> its settings
 */
public abstract class ImageCommand<S> implements Runnable, Function<String, String> {

    private static final String CANCELLED = "cancelled";

    private final String name;
    private final String doing;

    /**
     * @param name as in the menu
     * @param doing for the status bar, in front of the image's title
     */
    protected ImageCommand(String name, String doing) {
        this.name = name;
        this.doing = doing;
    }

    /** Reads the settings of a macro. @throws PluginException naming the key that is unknown or out of range */
    protected abstract S read(String options);

    /** Asks a person; only called where there is a screen. Empty if the person cancelled. */
    protected abstract Optional<S> ask(SourceImage source);

    /**
     * The work and its results, on the calling thread.
     *
     * @param source its image is locked
     * @return one line that says what came out
     */
    protected abstract String work(SourceImage source, S settings, StatusProgress progress);

    /** Runs on the calling thread until the results are shown; never throws, but may end a macro. */
    @Override
    public final void run() {
        try {
            SourceImage source = SourceImage.active();
            Optional<S> settings = settings(source);
            if (settings.isPresent()) {
                workOn(source, settings.get());
            }
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            Problems.tell(name, e);
        }
    }

    private Optional<S> settings(SourceImage source) {
        String options = Macro.getOptions();
        if (options != null || GraphicsEnvironment.isHeadless()) {
            return Optional.of(read(options));
        }
        return ask(source);
    }

    /**
     * Works on the active image with the settings of a macro and tells what went wrong instead of ending the macro. Runs
     * on the calling thread until the results are shown.
     *
     * @param options macro keys and values
     * @return empty, {@code cancelled}, or a message
     */
    @Override
    public final String apply(String options) {
        try {
            S settings = read(options);
            workOn(SourceImage.active(), settings);
            return "";
        } catch (CancellationException e) {
            return CANCELLED;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            IJ.showStatus("");
            return Problems.explain(name, e);
        }
    }

    private void workOn(SourceImage source, S settings) {
        ImagePlus image = source.image();
        String title = source.axes().title();
        if (!image.lockSilently()) {
            throw new PluginException("Another command is working on '" + title
                    + "'. Wait until it is done, or end it with Escape. If there"
                    + " is none any more, unlock the image with Plugins > Utilities > Reset...");
        }
        try (StatusProgress progress = StatusProgress.begin(doing + " " + title)) {
            IJ.showStatus(work(source, settings, progress));
        } finally {
            image.unlock();
        }
    }
}
