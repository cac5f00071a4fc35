package io.github.imagejdiffusion.diffusion.model.rdf;

import java.util.Map;

/**
 * One step of a tensor's pre- or postprocessing.
 *
 * @param id for example {@code zero_mean_unit_variance}
 * @param kwargs its arguments as written; values as {@link
 *     io.github.imagejdiffusion.diffusion.model.yaml.YamlReader#read} gives them
 */
public record Processing(String id, Map<String, Object> kwargs) {}
