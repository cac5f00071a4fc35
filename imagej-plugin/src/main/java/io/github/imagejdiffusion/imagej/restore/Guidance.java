package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import io.github.imagejdiffusion.imagej.macro.OptionLine;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import io.github.imagejdiffusion.restore.ilvr.ReferenceNoising;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * How closely ILVR follows the image; what is empty is the usual.
 *
 * @param factor a power of two from 2
 * @param rangeT from -1
 */
public record Guidance(
        OptionalInt factor, OptionalInt rangeT, Optional<ResizeKernel> kernel, Optional<ReferenceNoising> noising) {

    /** All as usual. */
    public static final Guidance USUAL =
            new Guidance(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    private static final Set<Integer> ENLARGEMENTS = Set.of(2, 4, 8);
    private static final List<MacroKey> KEYS =
            List.of(RestoreKeys.FACTOR, RestoreKeys.RANGE_T, RestoreKeys.KERNEL, RestoreKeys.NOISING);

    /** From a macro. @throws PluginException naming the key whose value cannot be */
    static Guidance read(MacroOptions options, RestoreTask task) {
        for (MacroKey key : KEYS) {
            if (!task.byIlvr() && options.text(key.key()).isPresent()) {
                throw options.bad(key.key(), "belongs to ILVR: leave it out, or write method=ilvr");
            }
        }
        OptionalInt factor = options.integer(RestoreKeys.FACTOR.key(), 2, Integer.MAX_VALUE);
        if (task.enlarges() && factor.isPresent() && !ENLARGEMENTS.contains(factor.getAsInt())) {
            throw options.bad(RestoreKeys.FACTOR.key(), "must be 2, 4 or 8 to upsample");
        }
        if (factor.isPresent() && Integer.bitCount(factor.getAsInt()) != 1) {
            throw options.bad(RestoreKeys.FACTOR.key(), "must be a power of two");
        }
        return new Guidance(
                factor,
                options.integer(RestoreKeys.RANGE_T.key(), -1, Integer.MAX_VALUE),
                parsed(
                        options,
                        RestoreKeys.KERNEL,
                        ResizeKernel::parse,
                        "must be cubic, lanczos2, lanczos3, linear or box"),
                parsed(options, RestoreKeys.NOISING, ReferenceNoising::parse, "must be paper or code"));
    }

    /** As usual but for the factor. @throws PluginException if it cannot be used for the task */
    public static Guidance ofFactor(OptionalInt factor, RestoreTask task) {
        if (task.enlarges() && factor.isPresent() && !ENLARGEMENTS.contains(factor.getAsInt())) {
            throw new PluginException("Factor must be 2, 4 or 8 to upsample.");
        }
        if (factor.isPresent() && Integer.bitCount(factor.getAsInt()) != 1) {
            throw new PluginException("Factor must be a power of two.");
        }
        return new Guidance(factor, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** All of the options, also what is as usual. */
    static Guidance of(IlvrOptions options) {
        Map<String, Object> record = options.record();
        return new Guidance(
                OptionalInt.of(options.factor()),
                OptionalInt.of((Integer) record.get("range_t")),
                Optional.of(ResizeKernel.parse(record.get("kernel").toString())),
                Optional.of(
                        ReferenceNoising.parse(record.get("reference_noising").toString())));
    }

    private static <T> Optional<T> parsed(MacroOptions options, MacroKey key, Function<String, T> parser, String rule) {
        try {
            return options.text(key.key()).map(parser);
        } catch (DiffusionException e) {
            throw options.bad(key.key(), rule);
        }
    }

    /** Adds what {@link #read} reads back. */
    void write(OptionLine line) {
        line.add(RestoreKeys.FACTOR, factor)
                .add(RestoreKeys.RANGE_T, rangeT)
                .add(RestoreKeys.KERNEL, kernel.map(ResizeKernel::optionName))
                .add(RestoreKeys.NOISING, noising.map(ReferenceNoising::optionName));
    }

    /** Sets what is chosen. */
    IlvrOptions.Builder apply(IlvrOptions.Builder builder) {
        factor.ifPresent(builder::factor);
        rangeT.ifPresent(builder::rangeT);
        kernel.ifPresent(builder::kernel);
        noising.ifPresent(builder::noising);
        return builder;
    }
}
