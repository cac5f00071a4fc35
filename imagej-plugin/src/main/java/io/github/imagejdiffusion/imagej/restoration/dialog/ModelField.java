package io.github.imagejdiffusion.imagej.restoration.dialog;

import ij.Prefs;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.FieldColumn;
import java.awt.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Two fields: a purpose, and a model for it. Remembered for the next time, the model for each purpose. Models are
 * described by their packages, not loaded. Used by the event thread.
 *
 * @param <P> purposes, which have distinct texts
 */
public final class ModelField<P> {

    private final ModelRepository repository;
    private final String prefix;
    private final Map<P, List<String>> models;
    private final List<P> purposes;
    private final Choice purpose;
    private final Choice model;
    private P offered;
    private String name;
    private DiffusionConfig config;

    /**
     * @param prefix of the keys in ImageJ's preferences
     * @param label of the field for the purpose
     * @param models for each purpose, names; those without any are left out
     * @param title of a purpose
     * @throws PluginException if there is no model at all
     */
    public ModelField(
            FieldColumn column,
            ModelRepository repository,
            String prefix,
            String label,
            Map<P, List<String>> models,
            Function<P, String> title) {
        this.repository = repository;
        this.prefix = prefix;
        this.models = new LinkedHashMap<>(models);
        this.models.values().removeIf(List::isEmpty);
        if (this.models.isEmpty()) {
            throw new PluginException(
                    "There is no model for this. Plugins > Diffusion > Models... shows where models are"
                            + " looked for; the file models-*.jar of the installation holds the bundled ones.");
        }
        this.purposes = List.copyOf(this.models.keySet());
        P first = last(prefix);
        this.purpose = column.choice(label, purposes.stream().map(title).toList(), title.apply(first));
        List<String> names = this.models.get(first);
        this.model = column.choice("Model:", names, names.get(0));
        refresh();
    }

    private P last(String key) {
        String last = Prefs.get(key + "purpose", purposes.get(0).toString());
        return purposes.stream()
                .filter(known -> known.toString().equals(last))
                .findFirst()
                .orElse(purposes.get(0));
    }

    /** Offers the models of the chosen purpose. @return whether it is another one */
    public boolean refresh() {
        P chosen = purposes.get(purpose.getSelectedIndex());
        if (chosen.equals(offered)) {
            return false;
        }
        offered = chosen;
        List<String> names = models.get(chosen);
        model.removeAll();
        names.forEach(model::add);
        String last = Prefs.get(prefix + "model." + chosen, names.get(0));
        model.select(names.contains(last) ? last : names.get(0));
        return true;
    }

    /** For the next time. */
    public void remember() {
        Prefs.set(prefix + "purpose", offered.toString());
        Prefs.set(prefix + "model." + offered, name());
    }

    /** The purpose whose models are offered. */
    public P purpose() {
        return offered;
    }

    /** Of the chosen model. */
    public String name() {
        return model.getSelectedItem();
    }

    /** Of the chosen model. @throws io.github.imagejdiffusion.diffusion.DiffusionException if it cannot be read */
    public DiffusionConfig config() {
        if (!name().equals(name)) {
            config = repository.resolve(name()).diffusion();
            name = name();
        }
        return config;
    }
}
