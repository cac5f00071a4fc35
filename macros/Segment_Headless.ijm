// Segment one image without a screen
//
// For computers without a screen, such as a cluster. Everything is given as one argument:
//   input image;output folder          or          input image;output folder;settings
// In Fiji:
//   fiji --headless -macro Segment_Headless.ijm "cells.tif;results"
// For cells.tif this writes into the output folder:
//   cells_labels.tif   the label image: 0 is background, 1, 2, 3, ... are the objects
//   cells_rois.zip     the outlines
//   cells_objects.csv  a table with one row per object
//   cells_done.txt     written last, when all the others are there; or else
//   cells_failed.txt   what went wrong
// Look for these text files: Fiji ends with exit code 0 even when a macro fails. (The command line
// imagej-diffusion has true exit codes; for many images it is the better choice.)

settings = "model=nuclei-fluorescence seed=0";

arguments = split(getArgument(), ";");
if (arguments.length < 2) {
    if (call("java.awt.GraphicsEnvironment.isHeadless") == "true")
        exit("Segment_Headless needs one argument: input image;output folder");
    arguments = newArray(File.openDialog("Image to segment"), getDirectory("Folder for the results"));
}
if (arguments.length > 2) settings = arguments[2];
input = replace(arguments[0], "\\", "/");
output = replace(arguments[1], "\\", "/");
if (!endsWith(output, "/")) output = output + "/";
File.makeDirectory(output);
if (!File.isDirectory(output)) exit("The folder " + output + " cannot be made.");
result = output + File.getNameWithoutExtension(input);
if (File.exists(result + "_done.txt")) ignore = File.delete(result + "_done.txt");
File.saveString("Interrupted.\n", result + "_failed.txt");

setBatchMode(true);
problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.open", input);
if (problem == "") {
    image = getImageID();
    problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.segment",
        settings + " save_rois=[" + result + "_rois.zip] save_objects=[" + result + "_objects.csv]");
    if (problem == "") {
        saveAs("Tiff", result + "_labels.tif");
        close();
    }
    selectImage(image);
    close();
}
if (problem == "") {
    File.saveString(input + "\n", result + "_done.txt");
    ignore = File.delete(result + "_failed.txt");
    print("Done: " + result + "_labels.tif");
} else {
    File.saveString(problem + "\n", result + "_failed.txt");
    print("Failed: " + input + ": " + problem);
}
