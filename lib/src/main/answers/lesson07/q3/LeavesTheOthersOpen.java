List<Line> openAll(Lines lines) throws Exception {
    try (var scope = TaskScope.<Line>open()) {
        for (var name : lines.names()) scope.fork(name, () -> lines.open(name));
        return scope.join();                   // if one fails, the results of the others are lost
    }
}
