// Segment the active image
//
// Finds the objects (for example nuclei) in the image that is in front and opens a label image: 0 is
// background, 1, 2, 3, ... are the objects. The outlines go to the ROI Manager and the objects to the
// Results table. The image itself is not changed. Draw a rectangle first to segment only a part of it.
//
// Change the settings below to suit your images. docs/macros.md explains all of them. With the same
// settings, the same image gives the same pixels again, on this computer or without a screen on another.
//
// Without a screen there is no ROI Manager: the outlines are then the overlay of the label image.

settings = "model=nuclei-fluorescence seed=0";  // which model, and which random numbers
results = "outlines table";                     // also: probability, uncertainty

run("Segment (SegDiff)...", settings + " " + results);
