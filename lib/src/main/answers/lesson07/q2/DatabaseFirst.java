List<String> look(Office office, List<String> words) throws Exception {
    var database = office.database();
    Office.Index index = null;
    try (var scope = TaskScope.<String>open()) {
        index = office.index(database);
        var find = index;
        for (var word : words) scope.fork(word, () -> find.find(word));
        return scope.join();
    } finally {
        database.close();                  // in the order in which they were opened
        if (index != null) index.close();
    }
}
