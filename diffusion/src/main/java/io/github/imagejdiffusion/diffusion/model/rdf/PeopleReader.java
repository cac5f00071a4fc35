package io.github.imagejdiffusion.diffusion.model.rdf;

import io.github.imagejdiffusion.diffusion.model.yaml.Fields;
import java.util.ArrayList;
import java.util.List;

/** Reads who made a model and what to cite. */
final class PeopleReader {

    private PeopleReader() {}

    static List<Author> authors(Fields fields, String key) {
        List<Author> authors = new ArrayList<>();
        for (Fields author : fields.sections(key)) {
            authors.add(new Author(
                    author.text("name"),
                    author.optionalText("affiliation"),
                    author.optionalText("orcid"),
                    author.optionalText("email"),
                    author.optionalText("github_user")));
        }
        return authors;
    }

    static List<Citation> citations(Fields fields, String key) {
        List<Citation> citations = new ArrayList<>();
        for (Fields citation : fields.sections(key)) {
            citations.add(
                    new Citation(citation.text("text"), citation.optionalText("doi"), citation.optionalText("url")));
        }
        return citations;
    }
}
