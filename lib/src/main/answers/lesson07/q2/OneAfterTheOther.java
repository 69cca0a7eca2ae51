List<String> look(Office office, List<String> words) throws Exception {
    try (var database = office.database(); var index = office.index(database)) {
        var found = new ArrayList<String>();
        for (var word : words) found.add(index.find(word));
        return found;
    }
}
