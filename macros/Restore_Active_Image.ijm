// Restore the active image
//
// Takes the noise out of the image that is in front and opens the result as a new 32-bit image, with the
// same channels, slices, frames and colours. The image itself is not changed. Prints what the
// program made of it: the noise that it measured, and whether the result fits the data.
//
// Change the settings below to suit your images. docs/macros.md explains all of them. With the same
// settings, the same image gives the same pixels again, on this computer or without a screen on another.

settings = "task=denoise model=fluorescence-denoise seed=0";  // what to do, and with which model
results = "";                                                 // also: residual, pixel_type=input

run("Restore (ILVR)...", settings + " " + results);
print(getTitle() + ": " + Property.get("diffusion.verdict"));
