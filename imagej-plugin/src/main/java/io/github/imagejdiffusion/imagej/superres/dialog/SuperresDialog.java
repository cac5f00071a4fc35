package io.github.imagejdiffusion.imagej.superres.dialog;

import ij.gui.GenericDialog;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.FieldColumn;
import io.github.imagejdiffusion.imagej.dialog.HelpPage;
import io.github.imagejdiffusion.imagej.dialog.LineRecorder;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.restoration.ModelNames;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.restoration.dialog.CheckedDialog;
import io.github.imagejdiffusion.imagej.restoration.dialog.ModelField;
import io.github.imagejdiffusion.imagej.restoration.dialog.RequestFields;
import io.github.imagejdiffusion.imagej.superres.SuperresSettings;
import io.github.imagejdiffusion.superres.consistency.Psf;
import java.awt.Checkbox;
import java.awt.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks a person for the settings of a super-resolution. Opens a window: must not be loaded where there is no screen.
 *
 * <p>What is recorded for macros is complete, so that it gives the same pixels wherever and whenever it is replayed.
 */
public final class SuperresDialog {

    private static final String TITLE = "Super-resolve";
    private static final String PREFIX = "diffusion.superres.";

    private final SourceImage source;
    private final ModelField<Integer> model;
    private final RequestFields request;
    private final Checkbox consistent;
    private final TextField psf;
    private final CheckedDialog<SuperresSettings> dialog;

    private SuperresDialog(SourceImage source, ModelRepository repository) {
        this.source = source;
        GenericDialog window = new GenericDialog(TITLE);
        FieldColumn column = new FieldColumn(window);
        this.model = new ModelField<>(column, repository, PREFIX, "Factor:", models(repository), Object::toString);
        this.request = new RequestFields(
                column, source, PREFIX, "Residual: what the result does not explain, in units of the noise");
        this.psf = column.text("PSF:", "", "standard deviation in pixels of the image; empty: fitted");
        this.consistent = column.box("Consistent: block means stay the image (for images without noise)", false);
        String help = HelpPage.html(SuperresDialog.class, "superres.html");
        this.dialog = new CheckedDialog<>(window, this::settings, this::summary, help);
    }

    private static Map<Integer, List<String>> models(ModelRepository repository) {
        Map<Integer, List<String>> models = new LinkedHashMap<>();
        for (int factor : SuperresSettings.FACTORS) {
            models.put(
                    factor,
                    ModelNames.of(repository, config -> fits(config, factor), SuperresSettings.usualModel(factor)));
        }
        return models;
    }

    private static boolean fits(DiffusionConfig config, int factor) {
        boolean ofFactor = config.factor().isPresent() && config.factor().getAsInt() == factor;
        return config.kind() == ModelKind.SR3
                && ofFactor
                && config.imageChannels() == 1
                && config.targetChannels().size() == 1;
    }

    /**
     * Shows the dialog until the person closes it; blocks the calling thread, which must be the command's.
     *
     * @return what was chosen, with nothing left to defaults; empty if the person cancelled
     * @throws PluginException if there is no model
     */
    public static Optional<SuperresSettings> ask(SourceImage source, ModelRepository repository) {
        SuperresDialog asked = new SuperresDialog(source, repository);
        Optional<SuperresSettings> settings = asked.dialog.show();
        settings.ifPresentOrElse(
                chosen -> {
                    asked.model.remember();
                    asked.request.remember();
                    LineRecorder.record(chosen.line());
                },
                LineRecorder::forget);
        return settings;
    }

    /** @throws PluginException saying what is wrong with a field */
    private SuperresSettings settings() {
        model.refresh();
        DiffusionConfig config = model.config();
        RestorationRequest asked = request.request(config.schedule().numTrainTimesteps());
        if (source.rgb() && asked.channel().isEmpty()) {
            throw new PluginException("Choose one of the colours: they are no channels of their own.");
        }
        return new SuperresSettings(model.purpose(), Optional.of(model.name()), consistent.getState(), psf(), asked)
                .complete(config);
    }

    private OptionalDouble psf() {
        return psf.getText().isBlank()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Numbers.decimal("PSF", psf.getText(), 0, Psf.WIDEST));
    }

    private String summary(SuperresSettings settings) {
        int factor = settings.factor();
        return factor * source.area().width + " x " + factor * source.area().height + " pixels; "
                + settings.request().sampling().summary();
    }
}
