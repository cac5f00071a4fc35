// Segment all images of a folder
//
// For each image (for example cells.tif) this writes into the output folder:
//   cells_labels.tif   the label image: 0 is background, 1, 2, 3, ... are the objects
//   cells_rois.zip     the outlines; drop the file onto Fiji to see them in the ROI Manager
//   cells_objects.csv  a table with one row per object: position, area, mean intensity, ...
// and at the end one small text file that says how it went:
//   segment_folder_done.txt    all images are done
//   segment_folder_failed.txt  some images failed, or the work was interrupted; the text says which and why
// An image that fails does not stop the others. To do a folder again, just run the macro again: every result
// is computed anew and replaces the old one. Escape stops the work.
//
// With a screen, the macro asks for the two folders. Without one, give them as one argument:
//   input folder;output folder          or          input folder;output folder;settings

var settings = "model=nuclei-fluorescence seed=0";
var endings = newArray(".tif", ".tiff", ".png", ".jpg", ".jpeg", ".gif", ".bmp");

arguments = split(getArgument(), ";");
if (arguments.length >= 2) {
    input = arguments[0];
    output = arguments[1];
    if (arguments.length > 2) settings = arguments[2];
} else if (call("java.awt.GraphicsEnvironment.isHeadless") == "true") {
    exit("Segment_Folder needs one argument: input folder;output folder");
} else {
    input = getDirectory("Folder with the images");
    output = getDirectory("Folder for the results");
}
input = folder(input);
output = folder(output);
if (!File.isDirectory(input)) exit("There is no folder " + input);
if (input == output) exit("Choose another folder for the results than that of the images.");
File.makeDirectory(output);
if (!File.isDirectory(output)) exit("The folder " + output + " cannot be made.");
done = output + "segment_folder_done.txt";
failed = output + "segment_folder_failed.txt";
if (File.exists(done)) ignore = File.delete(done);
File.saveString("Interrupted before the last image.\n", failed);

setBatchMode(true);
files = getFileList(input);
used = ";";      // names of results so far, so that a.tif and a.png do not overwrite each other
count = 0;
failures = 0;
report = "";
cancelled = false;
for (i = 0; i < files.length && !cancelled; i++) {
    if (isImage(files[i])) {
        count++;
        name = File.getNameWithoutExtension(files[i]);
        if (used.contains(";" + name + ";")) name = files[i];
        used = used + name + ";";
        problem = segmentFile(input + files[i], output + name);
        if (problem == "cancelled") {
            cancelled = true;
            report = report + "Cancelled at " + files[i] + "\n";
        } else if (problem != "") {
            failures++;
            report = report + files[i] + ": " + problem + "\n";
        }
    }
}
if (count == 0) report = report + "There is no image in " + input + "\n";
summary = "" + count + " images, " + failures + " failed\n" + report;
print(summary);
if (count > 0 && failures == 0 && !cancelled) {
    File.saveString(summary, done);
    ignore = File.delete(failed);
} else {
    File.saveString(summary, failed);
}

// Segments one file. Returns "" or what went wrong. Closes what it opened and leaves other images alone.
function segmentFile(path, result) {
    problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.open", path);
    if (problem != "") return problem;
    image = getImageID();
    problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.segment",
        settings + " save_rois=[" + result + "_rois.zip] save_objects=[" + result + "_objects.csv]");
    if (problem == "") {
        // Saved under another name first: a label image is whole, or not there.
        saveAs("Tiff", result + "_labels_part.tif");
        close();
        if (File.exists(result + "_labels.tif")) ignore = File.delete(result + "_labels.tif");
        ignore = File.rename(result + "_labels_part.tif", result + "_labels.tif");
    }
    selectImage(image);
    close();
    return problem;
}

function isImage(file) {
    for (e = 0; e < endings.length; e++)
        if (endsWith(toLowerCase(file), endings[e])) return true;
    return false;
}

function folder(path) {
    path = replace(path, "\\", "/");
    if (!endsWith(path, "/")) path = path + "/";
    return path;
}
