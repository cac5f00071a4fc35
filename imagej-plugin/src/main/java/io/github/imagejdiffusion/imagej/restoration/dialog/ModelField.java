package io.github.imagejdiffusion.imagej.restoration.dialog;

import ij.Prefs;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.dialog.FieldColumn;
import java.awt.Choice;
import java.util.List;

/** The field for a model. Models are described by their packages, not loaded. Used by the event thread. */
public final class ModelField {

    private final ModelRepository repository;
    private final Choice choice;
    private String name;
    private DiffusionConfig config;

    /** @param names at least one; the first is chosen */
    public ModelField(FieldColumn column, ModelRepository repository, List<String> names) {
        this.repository = repository;
        this.choice = column.choice("Model:", names, names.get(0));
    }

    /** Offers other models. @param key in ImageJ's preferences, of the one that was used last; else the first is chosen */
    public void offer(List<String> names, String key) {
        choice.removeAll();
        names.forEach(choice::add);
        String last = Prefs.get(key, names.get(0));
        choice.select(names.contains(last) ? last : names.get(0));
    }

    /** Remembers what is chosen. */
    public void remember(String key) {
        Prefs.set(key, name());
    }

    /** Of the chosen one. */
    public String name() {
        return choice.getSelectedItem();
    }

    /** Of the chosen one. @throws io.github.imagejdiffusion.diffusion.DiffusionException if it cannot be read */
    public DiffusionConfig config() {
        if (!name().equals(name)) {
            config = repository.resolve(name()).diffusion();
            name = name();
        }
        return config;
    }
}
