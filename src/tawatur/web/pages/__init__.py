"""The pages, a module each: a `router`, and the view (a struct) that its template shows and its JSON twin tells."""
