package io.github.imagejdiffusion.imagej.superres;

import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.macro.MacroOption;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import io.github.imagejdiffusion.imagej.macro.OptionLine;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.superres.SuperResolve;
import io.github.imagejdiffusion.superres.SuperResolveOptions;
import io.github.imagejdiffusion.superres.consistency.Psf;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a person or a macro asked for.
 *
 * @param factor by which width and height grow
 * @param model name or path; empty for the usual one of the factor
 * @param consistent whether block means of the result are the image
 * @param psf of the microscope, a standard deviation in pixels of the image; empty: fitted
 */
public record SuperresSettings(
        int factor, Optional<String> model, boolean consistent, OptionalDouble psf, RestorationRequest request) {

    /** Those that there are. */
    public static final List<Integer> FACTORS = List.of(2, 4);

    /**
     * Reads a macro's; nothing is remembered from earlier runs.
     *
     * @throws PluginException naming the key that is unknown or out of range
     */
    static SuperresSettings read(String text) {
        MacroOptions options = MacroOptions.parse(text, MacroKey.names(SuperresKeys.values()));
        int factor = options.integer(SuperresKeys.FACTOR.key(), Integer.MIN_VALUE, Integer.MAX_VALUE)
                .orElse(FACTORS.get(0));
        if (!FACTORS.contains(factor)) {
            throw options.bad(SuperresKeys.FACTOR.key(), "must be 2 or 4");
        }
        return new SuperresSettings(
                factor,
                options.text(SuperresKeys.MODEL.key()),
                options.flag(SuperresKeys.CONSISTENT.key()),
                options.number(SuperresKeys.PSF.key(), 0, Psf.WIDEST),
                RestorationRequest.read(options));
    }

    /** As a macro has them; {@link #read} reads the same settings back. Switches that are off do not appear. */
    public List<MacroOption> line() {
        OptionLine line = new OptionLine()
                .add(SuperresKeys.FACTOR, OptionalInt.of(factor))
                .add(SuperresKeys.MODEL, model)
                .add(SuperresKeys.CONSISTENT, consistent)
                .add(SuperresKeys.PSF, psf);
        request.write(line);
        return line.options();
    }

    /** The model that was named, else the usual one. */
    public String modelName() {
        return model.orElse(usualModel(factor));
    }

    /** The model where none is chosen; never another one because models were added. */
    public static String usualModel(int factor) {
        return "fluorescence-sr-x" + factor;
    }

    /**
     * The complete options.
     *
     * @param defaults the model's
     * @throws PluginException if they do not go together
     */
    SuperResolveOptions options(SuperResolveOptions.Builder defaults) {
        Sampling sampling = request.sampling();
        sampling.steps().ifPresent(defaults::steps);
        sampling.runs().ifPresent(defaults::runs);
        sampling.orientations().ifPresent(defaults::orientations);
        sampling.sampler().ifPresent(defaults::solver);
        psf.ifPresent(defaults::psf);
        try {
            SuperResolveOptions options = defaults.sample(request.sample())
                    .consistent(consistent)
                    .seed(sampling.seed())
                    .build();
            request.requireSpread(options.spreadIsDefined());
            return options;
        } catch (IllegalArgumentException e) {
            throw new PluginException("These settings cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The same with nothing that decides pixels left to a default that may change some day.
     *
     * @param config of the model that will do the work
     * @throws PluginException if they do not go together
     */
    public SuperresSettings complete(DiffusionConfig config) {
        Sampling complete = Sampling.of(options(SuperResolve.defaults(config)).draws());
        return new SuperresSettings(factor, model, consistent, psf, request.with(complete));
    }
}
