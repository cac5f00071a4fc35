package io.github.imagejdiffusion.imagej.restoration.dialog;

import ij.gui.GenericDialog;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.MessageLine;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Shows a dialog whose fields are all there, and says below them after every change what they come to, or what is wrong
 * with them.
 *
 * @param <S> settings that the fields come to
 */
public final class CheckedDialog<S> {

    private final GenericDialog dialog;
    private final Supplier<S> settings;
    private final Function<S, String> summary;
    private final MessageLine message;

    /**
     * @param settings throws PluginException or DiffusionException with what is wrong
     * @param summary one line
     * @param help page
     */
    public CheckedDialog(GenericDialog dialog, Supplier<S> settings, Function<S, String> summary, String help) {
        this.dialog = dialog;
        this.settings = settings;
        this.summary = summary;
        this.message = new MessageLine(dialog);
        dialog.addHelp(help);
        dialog.addDialogListener((changed, event) -> event == null || check());
    }

    /** Blocks until the person closes it. @return empty if the person cancelled */
    public Optional<S> show() {
        check();
        dialog.showDialog();
        return dialog.wasCanceled() ? Optional.empty() : Optional.of(settings.get());
    }

    private boolean check() {
        try {
            message.show(summary.apply(settings.get()));
            return true;
        } catch (PluginException | DiffusionException e) {
            message.show(e.getMessage());
            return false;
        }
    }
}
