List<String> report(Steps steps, Duration patience) throws Exception {
    var deadline = Deadline.in(patience);
    try {
        var parts = new ArrayList<String>();
        for (var name : steps.names()) {
            parts.add(steps.call(name, deadline.remaining()));
        }
        return parts;
    } catch (TimeoutException e) {
        return List.of("gave up");
    }
}
