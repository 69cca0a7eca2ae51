List<String> report(Steps steps, Duration patience) throws Exception {
    var parts = new ArrayList<String>();
    try {
        for (var name : steps.names()) {
            parts.add(steps.call(name, patience));   // three patiences instead of one
        }
    } catch (TimeoutException e) {
        parts.add("gave up");
    }
    return parts;
}
