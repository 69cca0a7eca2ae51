List<String> look(Office office, List<String> words) throws Exception {
    try (var scope = TaskScope.<String>open()) {
        try (var database = office.database(); var index = office.index(database)) {
            for (var word : words) scope.fork(word, () -> index.find(word));
        }                                  // closed here, and the tasks go on
        return scope.join();
    }
}
