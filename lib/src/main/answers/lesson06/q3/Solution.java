List<String> report(Steps steps, Duration patience) throws Exception {
    var deadline = Deadline.in(patience);
    var parts = new ArrayList<String>();
    try {
        for (var name : steps.names()) {
            parts.add(steps.call(name, deadline.remaining()));
        }
    } catch (TimeoutException e) {
        parts.add("gave up");
    }
    return parts;
}
