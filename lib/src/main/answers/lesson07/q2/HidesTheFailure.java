List<String> look(Office office, List<String> words) throws Exception {
    try (var database = office.database()) {
        var index = office.index(database);
        try (var scope = TaskScope.<String>open()) {
            for (var word : words) scope.fork(word, () -> index.find(word));
            return scope.join();
        } finally {
            index.close();                 // what this throws takes the place of what was thrown before
        }
    }
}
