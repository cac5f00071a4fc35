package io.github.imagejdiffusion.diffusion.model.rdf;

/** The weights formats of specification 0.5; their keys in a description are the lower-case names. */
public enum WeightsFormat {
    KERAS_HDF5,
    ONNX,
    PYTORCH_STATE_DICT,
    TENSORFLOW_JS,
    TENSORFLOW_SAVED_MODEL_BUNDLE,
    TORCHSCRIPT
}
