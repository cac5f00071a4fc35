// Segment a time lapse
//
// Segments every time point of a movie and counts the objects in each. Writes for movie.tif:
//   movie_labels.tif   the label movie, with the time points, slices and pixel size of the movie
//   movie_objects.csv  a table with one row per object; the column 'frame' is the time point
//   movie_counts.csv   the number of objects in each time point
// If the movie has several slices (z), parts of one object in neighbouring slices get one label.
// There is no tracking: the same cell has another label in the next time point. To follow cells, open the
// label movie in TrackMate and choose its label image detector.
//
// With a screen, the macro asks for the file and the folder. Without one, give them as one argument:
//   input file;output folder          or          input file;output folder;settings

settings = "model=nuclei-fluorescence seed=0";

arguments = split(getArgument(), ";");
if (arguments.length < 2) {
    if (call("java.awt.GraphicsEnvironment.isHeadless") == "true")
        exit("Segment_Time_Lapse needs one argument: input file;output folder");
    arguments = newArray(File.openDialog("Time lapse to segment"), getDirectory("Folder for the results"));
}
if (arguments.length > 2) settings = arguments[2];
input = replace(arguments[0], "\\", "/");
output = replace(arguments[1], "\\", "/");
if (!endsWith(output, "/")) output = output + "/";
File.makeDirectory(output);
result = output + File.getNameWithoutExtension(input);

setBatchMode(true);
open(input);
image = getImageID();
Stack.getDimensions(width, height, channels, slices, frames);
if (slices > 1 && frames == 1) {
    // Many movies are saved as stacks whose planes are called slices.
    Stack.setDimensions(channels, 1, slices);
    frames = slices;
    slices = 1;
}
if (slices > 1) settings = settings + " link";
run("Segment (SegDiff)...", settings + " slices=all frames=all save_objects=[" + result + "_objects.csv]");
saveAs("Tiff", result + "_labels.tif");
close();
selectImage(image);
close();
count(result, frames);

// Counts the labels of each time point: through z, several rows may have one label.
function count(result, frames) {
    lines = split(File.openAsString(result + "_objects.csv"), "\n");
    header = split(lines[0], ",");
    frameColumn = -1;
    idColumn = -1;
    for (c = 0; c < header.length; c++) {
        if (header[c] == "frame") frameColumn = c;
        if (header[c] == "id") idColumn = c;
    }
    objects = newArray(frames);
    seen = newArray(lines.length + 1);
    for (i = 1; i < lines.length; i++) {
        cells = split(lines[i], ",");
        frame = parseInt(cells[frameColumn]);
        label = parseInt(cells[idColumn]);
        if (seen[label] == 0) objects[frame - 1] += 1;
        seen[label] = 1;
    }
    text = "frame,objects\n";
    for (f = 0; f < frames; f++) text = text + (f + 1) + "," + objects[f] + "\n";
    File.saveString(text, result + "_counts.csv");
    print(text);
}
