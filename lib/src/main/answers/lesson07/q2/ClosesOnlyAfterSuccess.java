List<String> look(Office office, List<String> words) throws Exception {
    var database = office.database();
    var index = office.index(database);
    List<String> found;
    try (var scope = TaskScope.<String>open()) {
        for (var word : words) scope.fork(word, () -> index.find(word));
        found = scope.join();
    }
    index.close();                         // and if join throws?
    database.close();
    return found;
}
