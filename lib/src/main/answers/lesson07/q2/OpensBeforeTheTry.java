List<String> look(Office office, List<String> words) throws Exception {
    var database = office.database();
    var index = office.index(database);    // if this fails, nobody closes the database
    try (database; index; var scope = TaskScope.<String>open()) {
        for (var word : words) scope.fork(word, () -> index.find(word));
        return scope.join();
    }
}
